import { AwsError } from '../../../awsError.ts';
import type { ObjectStore } from '../../s3/objectStore.ts';
import { invalid } from '../template/invalid.ts';

const longestBody = 51_200;
const longestObject = 1_048_576;

/** The text of the template that a request gives, in itself or as an object of the account's S3; undefined when it gives none. */
export async function givenTemplate(
  objects: ObjectStore,
  {
    TemplateBody: body,
    TemplateURL: url,
  }: { TemplateBody?: string | undefined; TemplateURL?: string | undefined },
): Promise<string | undefined> {
  if (body !== undefined && url !== undefined) {
    throw invalid('Specify either TemplateBody or TemplateURL, but not both.');
  }
  if (url !== undefined) return templateAt(objects, url);
  if (body !== undefined && (body === '' || Buffer.byteLength(body) > longestBody)) {
    throw invalid(
      `1 validation error detected: Value '${body.slice(0, 100)}' at 'templateBody' failed to satisfy constraint: ` +
        `Member must have length ${body === '' ? 'greater than or equal to 1' : `less than or equal to ${longestBody}`}`,
    );
  }
  return body;
}

/** The same; throws CloudFormation's words when a request gives no template. */
export async function requiredTemplate(
  objects: ObjectStore,
  input: { TemplateBody?: string | undefined; TemplateURL?: string | undefined },
): Promise<string> {
  const text = await givenTemplate(objects, input);
  if (text === undefined) throw invalid('Either Template URL or Template Body must be specified.');
  return text;
}

async function templateAt(objects: ObjectStore, url: string): Promise<string> {
  const { bucket, key } = placeOf(url);
  try {
    objects.keys(bucket);
    const object = objects.head(bucket, key);
    if (!object) throw new AwsError('NoSuchKey', 'The specified key does not exist.');
    if (object.size > longestObject) {
      throw invalid(`Template may not exceed ${longestObject} bytes in size.`);
    }
    return (await objects.read(object)).toString('utf8');
  } catch (error) {
    if (!(error instanceof AwsError) || error.code === 'ValidationError') throw error;
    throw invalid(
      `S3 error: ${error.message}\nFor more information check http://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html`,
    );
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw invalid('TemplateURL must be a supported URL.');
  }
}

/** Bucket and key of an object's URL, with the bucket in the host's name or in the path. */
function placeOf(url: string): { bucket: string; key: string } {
  if (!URL.canParse(url)) throw invalid('TemplateURL must be a supported URL.');
  const { hostname, pathname } = new URL(url);
  const path = decoded(pathname.slice(1));
  const [, bucket] = /^(.+)\.s3[.-](?:[a-z0-9-]+\.)?amazonaws\.com$/.exec(hostname) ?? [];
  if (bucket !== undefined) return { bucket, key: path };
  if (!/^(s3[.-].*amazonaws\.com|127\.0\.0\.1|localhost)$/.test(hostname)) {
    throw invalid('TemplateURL must be a supported URL.');
  }
  const slash = path.indexOf('/');
  return { bucket: path.slice(0, slash), key: path.slice(slash + 1) };
}
