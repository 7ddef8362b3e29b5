/** Browsers offer passkeys on https and on localhost only. */
export const passkeysOffered = (): boolean => typeof PublicKeyCredential !== 'undefined';
