import { AwsError } from '../../awsError.ts';

const mostRecords = 500;
const largestBatch = 4 * 1024 * 1024;
const largestRecord = 1_024_000;

/** Throws AWS's error for a batch with too many or too few records, too large a one, or too many bytes together. */
export function checkBatch(records: readonly Uint8Array[]): void {
  if (records.length < 1 || records.length > mostRecords) {
    const bound = records.length < 1 ? 'greater than or equal to 1' : `less than or equal to ${mostRecords}`;
    throw invalid([`at 'records' failed to satisfy constraint: Member must have length ${bound}`]);
  }
  checkRecords(records, (index) => `records.${index + 1}.member.data`);
  if (records.reduce((sum, record) => sum + record.length, 0) > largestBatch) {
    throw new AwsError('InvalidArgumentException', 'Records size exceeds 4 MB limit');
  }
}

/** Throws AWS's error for a record that is too large. */
export function checkRecord(record: Uint8Array): void {
  checkRecords([record], () => 'record.data');
}

function checkRecords(records: readonly Uint8Array[], nameOf: (index: number) => string): void {
  const found = records.flatMap((record, index) =>
    record.length > largestRecord
      ? [
          `at '${nameOf(index)}' failed to satisfy constraint: Member must have length less than or equal to ${largestRecord}`,
        ]
      : [],
  );
  if (found.length) throw invalid(found);
}

/** AWS's answer to members of a request that break their model's bounds; one text for each. */
export function invalid(found: readonly string[]): AwsError {
  const count = `${found.length} validation error${found.length > 1 ? 's' : ''} detected: `;
  return new AwsError('ValidationException', count + found.map((each) => `Value ${each}`).join('; '));
}
