// The English dictionary: one file, fetched when English is chosen.
// SPDX-License-Identifier: Apache-2.0
export { about } from './about';
export { account } from './account';
export { accounts } from './accounts';
export { agencies } from './agencies';
export { agency } from './agency';
export { checks } from './checks';
export { common } from './common';
export { delegations } from './delegations';
export { forms } from './forms';
export { home } from './home';
export { inbox } from './inbox';
export { indicator } from './indicator';
export { machines } from './machines';
export { map } from './map';
export { measure } from './measure';
export { ownData } from './own_data';
export { passkeys } from './passkeys';
export { plan } from './plan';
export { providers } from './providers';
export { record } from './record';
export { rights } from './rights';
export { search } from './search';
export { signIn } from './sign_in';
export { staff } from './staff';
export { tasks } from './tasks';
export { wall } from './wall';
