// Passkeys: what the server asks for is JSON, what the browser wants and answers is bytes.
// SPDX-License-Identifier: Apache-2.0
import type { Answer, Problem } from '../api/client';
import type { PasskeyAdd, PasskeyAnswer, PasskeyMaking, PasskeyName, PasskeyQuestion } from '../api/types';
import { passkeysWords } from '../words/vi/passkeys';

type Trouble = keyof ReturnType<typeof passkeysWords>['troubles'];

/** Only over https, or from localhost. */
export const hasPasskeys = (): boolean => isSecureContext && typeof PublicKeyCredential === 'function';

const INVALID = 400;

export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const letters = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}

export function textOf(bytes: ArrayBuffer): string {
  const letters = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('');
  return btoa(letters).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

const named = (list: readonly PasskeyName[]): PublicKeyCredentialDescriptor[] =>
  list.map((one) => ({ type: 'public-key', id: bytesOf(one.credential), transports: one.transports as AuthenticatorTransport[] }));

const TROUBLES: Readonly<Record<string, Trouble>> = {
  AbortError: 'cancelled', NotAllowedError: 'cancelled', InvalidStateError: 'exists', NotSupportedError: 'unsupported', ConstraintError: 'unsupported', SecurityError: 'elsewhere',
};

/** To a browser, who says no and who says nothing are the same: the time tells them apart. */
function troubleOf(error: unknown, isLate: boolean): Problem {
  const found = TROUBLES[error instanceof DOMException ? error.name : ''] ?? 'broken';
  const trouble = found === 'cancelled' && isLate ? 'late' : found, { title, detail } = passkeysWords().troubles[trouble];
  return { type: `/problems/passkey-${trouble}`, status: INVALID, title, title_en: title, detail, detail_en: detail };
}

async function asked<T>(timeout: number, ask: () => Promise<T>): Promise<Answer<T>> {
  const began = Date.now();
  try {
    return { isFine: true, data: await ask() };
  } catch (error) {
    return { isFine: false, problem: troubleOf(error, Date.now() - began >= timeout) };
  }
}

type Made = Omit<Required<PasskeyAdd>, 'name'>;

export const makePasskey = (wanted: PasskeyMaking): Promise<Answer<Made>> => asked(wanted.timeout_ms, async () => {
  const made = (await navigator.credentials.create({
    publicKey: {
      challenge: bytesOf(wanted.challenge),
      rp: { id: wanted.site_id, name: wanted.site_name },
      user: { id: bytesOf(wanted.user_handle), name: wanted.user_name, displayName: wanted.user_title },
      pubKeyCredParams: wanted.algorithms.map((one) => ({ type: 'public-key', alg: one.cose })),
      excludeCredentials: named(wanted.exclude),
      authenticatorSelection: {
        residentKey: wanted.resident_key as ResidentKeyRequirement,
        userVerification: wanted.user_verification as UserVerificationRequirement,
      },
      attestation: wanted.attestation as AttestationConveyancePreference,
      timeout: wanted.timeout_ms,
    },
  })) as PublicKeyCredential;
  const response = made.response as AuthenticatorAttestationResponse;
  return {
    client_data: textOf(response.clientDataJSON),
    attestation_object: textOf(response.attestationObject),
    transports: response.getTransports(),
  };
});

export const usePasskey = (question: PasskeyQuestion): Promise<Answer<Required<PasskeyAnswer>>> => asked(question.timeout_ms, async () => {
  const used = (await navigator.credentials.get({
    publicKey: {
      challenge: bytesOf(question.challenge),
      rpId: question.site_id,
      allowCredentials: named(question.allow),
      userVerification: question.user_verification as UserVerificationRequirement,
      timeout: question.timeout_ms,
    },
  })) as PublicKeyCredential;
  const response = used.response as AuthenticatorAssertionResponse;
  return {
    credential: used.id,
    client_data: textOf(response.clientDataJSON),
    authenticator_data: textOf(response.authenticatorData),
    signature: textOf(response.signature),
    user_handle: response.userHandle ? textOf(response.userHandle) : '',
  };
});
