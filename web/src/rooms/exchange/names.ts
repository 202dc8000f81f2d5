// Names of systems and services, for who may see what is registered; ids for the rest, and for what is registered no longer.
// SPDX-License-Identifier: Apache-2.0
import type { RegistryView } from '../../api/types';
import { useLoaded } from '../../lib/loaded';
import { may } from '../../lib/person';

export interface Named {
  id: string;
  name: string;
  /** Whose it is: a member, or the system that offers the service. */
  of: string;
}

export interface Names {
  systems: readonly Named[];
  services: readonly Named[];
  of: (id: string) => Named;
}

function read(registry: RegistryView): { systems: Named[]; services: Named[] } {
  const all = registry.members.flatMap((member) => member.subsystems.map((system) => ({ member, system, name: system.name || system.code })));
  return {
    systems: all.map(({ member, system, name }) => ({ id: system.id, name, of: member.name })),
    services: all.flatMap(({ system, name }) => system.services.map((one) => ({ id: one.id, name: one.title || one.code, of: name }))),
  };
}

export function useNames(): Names {
  const { data } = useLoaded('GET /exchange/registry', may('exchange.see') ? {} : null);
  const { systems, services } = data ? read(data) : { systems: [], services: [] };
  const known = new Map([...systems, ...services].map((one) => [one.id, one]));
  return { systems, services, of: (id) => known.get(id) ?? { id, name: id, of: '' } };
}
