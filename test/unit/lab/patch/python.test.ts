import assert from 'node:assert/strict';
import { applyEdits } from '../../../../src/lab/patch/edits.ts';
import { patchPython } from '../../../../src/lab/patch/patchPython.ts';
import { pythonLiterals } from '../../../../src/lab/patch/pythonLiterals.ts';
import { otherAccount, thisAccount } from './account.ts';

const patched = (text: string, names = thisAccount) => applyEdits(text, patchPython(text, names));
const curated = thisAccount.curatedBucket ?? '';

describe('patching a Python source', () => {
  /** Each line as it stands, and what it becomes; lines that become themselves must not be touched. */
  const lines: [name: string, before: string, after: string][] = [
    [
      'a bucket of another account',
      `path = "s3://datalake-curated-datasets-111-eu-west-1-abc/"`,
      `path = "s3://${curated}/"`,
    ],
    [
      'the singular form',
      `path = 's3://datalake-curated-dataset-111/out/x'`,
      `path = 's3://${curated}/out/x'`,
    ],
    ['a bucket without a path', `path = "s3://datalake-curated-datasets-111"`, `path = "s3://${curated}"`],
    [
      'a placeholder in capitals',
      `path = "s3://datalake-curated-datasets-ACCOUNT-REGION-RANDOM/"`,
      `path = "s3://${curated}/"`,
    ],
    [
      'a placeholder in angle brackets',
      `path = "s3://datalake-curated-dataset-<account id>-<region>/"`,
      `path = "s3://${curated}/"`,
    ],
    [
      'a placeholder in braces',
      `path = "s3://datalake-curated-datasets-{suffix}/a"`,
      `path = "s3://${curated}/a"`,
    ],
    ['a name cut short', `path = "s3://datalake-curated-datasets-/"`, `path = "s3://${curated}/"`],
    ['a name without its suffix', `path = "s3://datalake-curated-datasets/"`, `path = "s3://${curated}/"`],
    [
      'the scheme s3a',
      `path = "s3a://datalake-submissions-1/x"`,
      `path = "s3a://${thisAccount.submissionsBucket}/x"`,
    ],
    [
      'an ARN',
      `arn = "arn:aws:s3:::datalake-published-data-1/*"`,
      `arn = "arn:aws:s3:::${thisAccount.publishedBucket}/*"`,
    ],
    ['a raw literal', `path = r"s3://datalake-curated-datasets-1/"`, `path = r"s3://${curated}/"`],
    ['bytes', `path = b's3://datalake-curated-datasets-1/'`, `path = b's3://${curated}/'`],
    [
      'a triple-quoted literal',
      `x = f("""a\n"s3://datalake-curated-datasets-1/b" """)`,
      `x = f("""a\n"s3://${curated}/b" """)`,
    ],
    [
      'two in one literal',
      `a = "s3://datalake-submissions-1/,s3://datalake-curated-datasets-2/"`,
      `a = "s3://${thisAccount.submissionsBucket}/,s3://${curated}/"`,
    ],
    [
      'a fixed bucket in an f-string',
      `p = f"s3://datalake-curated-datasets-1/{x}/"`,
      `p = f"s3://${curated}/{x}/"`,
    ],
    [
      'a whole bucket joined to a path',
      `p = "s3://datalake-curated-datasets-1" + path`,
      `p = "s3://${curated}" + path`,
    ],
    ['a bucket alone', `bucket = 'datalake-curated-dataset-77'`, `bucket = '${curated}'`],
    [
      'the curated table alone',
      `table_name = "datalake_curated_dataset_1_eu_west_1_z"`,
      `table_name = "${thisAccount.curatedTable}"`,
    ],
    [
      'a table in a query',
      `spark.sql("SELECT * FROM datalake_curated_datasets.datalake_curated_datasets_9 x")`,
      `spark.sql("SELECT * FROM datalake_curated_datasets.${thisAccount.curatedTable} x")`,
    ],
    [
      'a name the program computes',
      `p = f"s3://datalake-curated-datasets-{suffix}/"`,
      `p = f"s3://datalake-curated-datasets-{suffix}/"`,
    ],
    [
      'a name that is formatted',
      `p = "s3://datalake-curated-datasets-%s/" % s`,
      `p = "s3://datalake-curated-datasets-%s/" % s`,
    ],
    [
      'a name with an empty field',
      `p = "s3://datalake-curated-datasets-{}/".format(s)`,
      `p = "s3://datalake-curated-datasets-{}/".format(s)`,
    ],
    [
      'a name joined from parts',
      `p = "s3://datalake-curated-datasets-" + s + "/"`,
      `p = "s3://datalake-curated-datasets-" + s + "/"`,
    ],
    [
      'the start of a name that is compared',
      `ok = n.startswith("datalake-curated-datasets-")`,
      `ok = n.startswith("datalake-curated-datasets-")`,
    ],
    [
      "a bucket that is not the lab's",
      `p = "s3://my-datalake-curated-datasets-1/x"`,
      `p = "s3://my-datalake-curated-datasets-1/x"`,
    ],
    ['a script bucket', `p = "s3://aws-glue-scripts-1/job.py"`, `p = "s3://aws-glue-scripts-1/job.py"`],
    ['a comment', `# "s3://datalake-curated-datasets-1/"`, `# "s3://datalake-curated-datasets-1/"`],
    [
      'a docstring',
      `def f():\n    """Writes s3://datalake-curated-datasets-1/."""\n    return 1`,
      `def f():\n    """Writes s3://datalake-curated-datasets-1/."""\n    return 1`,
    ],
    [
      'a quote inside a literal',
      `x = "it's"; p = 's3://datalake-curated-datasets-1/' # it's`,
      `x = "it's"; p = 's3://${curated}/' # it's`,
    ],
    [
      'an escaped quote',
      `x = 'it\\'s s3://a'; p = "s3://datalake-curated-datasets-1/"`,
      `x = 'it\\'s s3://a'; p = "s3://${curated}/"`,
    ],
    [
      'a missing quote on an earlier line',
      `x = "broken\np = "s3://datalake-curated-datasets-1/"`,
      `x = "broken\np = "s3://${curated}/"`,
    ],
  ];
  for (const [name, before, after] of lines) {
    it(`${before === after ? 'leaves' : 'renames'} ${name}`, () => {
      assert.equal(patched(before), after);
      assert.deepEqual(patchPython(after, thisAccount), []);
    });
  }

  it('keeps the byte order mark, line ends and everything that is no name', () => {
    const before = `\uFEFF"""Job for s3://datalake-curated-datasets-1/"""\r\nimport sys\r\np = 's3://datalake-curated-datasets-1/' \t\r\n\r\nx = 1`;
    assert.equal(
      patched(before),
      before.replace("= 's3://datalake-curated-datasets-1/'", `= 's3://${curated}/'`),
    );
  });

  it('renames databases and tables where the event calls them otherwise', () => {
    const before = `d.from_catalog(database="datalake_submissions", table_name='streaming_submissions', q="SELECT 1 FROM datalake_submissions.streaming_submissions")`;
    const after = `d.from_catalog(database="course_7_in", table_name='course_lines', q="SELECT 1 FROM course_7_in.course_lines")`;
    assert.equal(patched(before, otherAccount), after);
    assert.equal(
      patched(after, { ...otherAccount, submissionsDatabase: 'course_8_in' }),
      after.replaceAll('course_7_in', 'course_8_in'),
    );
  });

  it('leaves a name alone that the account does not have', () => {
    const text = `p = "s3://datalake-published-data-1/"`;
    assert.equal(patched(text, { ...thisAccount, publishedBucket: undefined }), text);
  });
});

describe('the literals of a Python source', () => {
  it('are told with their place, whatever the quotes', () => {
    const text = `a = 'x' + "y" 'z'\nb = '''1\n'2''' + r"\\\\" + F"{a}"`;
    const literals = pythonLiterals(text);
    assert.deepEqual(
      literals.map(({ body }) => body),
      ['x', 'y', 'z', `1\n'2`, String.raw`\\`, '{a}'],
    );
    for (const { offset, body } of literals) assert.equal(text.slice(offset, offset + body.length), body);
    assert.deepEqual(
      literals.map(({ formatted }) => formatted),
      [false, false, false, false, false, true],
    );
  });

  it('are documentation only as statements of their own', () => {
    const text = `"module"\nx = (\n  "a"\n)\nclass A:\n  r'''doc'''\n  y = "b"\n"c" + x\ndef f(): "one line"\nd = {"k": "v"}\n`;
    assert.deepEqual(
      pythonLiterals(text)
        .filter(({ documentation }) => documentation)
        .map(({ body }) => body),
      ['module', 'doc', 'one line'],
    );
  });
});
