/** Whether a service refused because the caller may not do it. S3 answers HEAD without words, with the status alone. */
export function isAccessDenied(error: unknown): boolean {
  return error instanceof Error && /AccessDenied|^(?:Forbidden|403)$/.test(error.name);
}
