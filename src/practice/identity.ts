/** The practice account's number and region: the only ones it has. */
export const accountId = '123456789012';
export const region = 'us-east-1';

/** Its one user, whose key signs every request. */
export const userName = 'practice';
export const userId = 'AIDAPRACTICEACCOUNT00';
