// English of the connection test of the data exchange.
// SPDX-License-Identifier: Apache-2.0
import type { DiagnosisWords } from '../vi/diagnosis';

export const diagnosis: DiagnosisWords = {
  title: 'Test the connection',
  lead: 'The exchange tries the way to the providing system step by step. No data are sent.',
  asking: 'Trying, at most 15 seconds…',
  again: 'Try again',
  fine: 'The connection is fine',
  known: 'Known, nothing is to be done',
  whose: { nobody: 'Nothing is to be done', ours: 'The exchange’s matter', network: 'The network’s matter', provider: 'The provider’s matter' },
  caption: 'Steps that were tried',
  columns: { step: 'Step', state: 'Result', took: 'Took' },
  steps: { open: 'Exchange open', registered: 'Registered', enabled: 'Switched on', maintenance: 'Maintenance', circuit: 'Resting', name: 'Host name', connection: 'Connection', tls: 'TLS', http: 'Answer' },
  states: { ok: 'Fine', bad: 'Failed', skipped: 'Skipped' },
  ms: (n) => `${n} ms`,
  certificate: 'SHA-256 of the certificate that was shown',
};
