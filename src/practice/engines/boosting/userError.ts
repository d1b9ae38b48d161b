/** What the user can put right: in a hyperparameter, a channel or the data. The container's `UserError`. */
export class UserError extends Error {}
