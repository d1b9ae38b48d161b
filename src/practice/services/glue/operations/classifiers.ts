import type {
  Classifier,
  CreateClassifierRequest,
  CreateCsvClassifierRequest,
  DeleteClassifierRequest,
  GetClassifierRequest,
  GetClassifierResponse,
  GetClassifiersRequest,
  GetClassifiersResponse,
  UpdateClassifierRequest,
} from '@aws-sdk/client-glue';
import type { Clock } from '../../../clock.ts';
import type { ClassifierDocument, CrawlerDocuments } from '../crawlerDocuments.ts';
import { checkEnum, checkName, invalidInput, notFound } from '../glueErrors.ts';
import { AwsError } from '../../../awsError.ts';
import { pageOf } from '../paging.ts';

const dataTypes = 'BINARY BOOLEAN DATE DECIMAL DOUBLE FLOAT INT LONG SHORT STRING TIMESTAMP'.split(' ');

/** Glue's operations on custom classifiers: those for CSV. */
export function classifierOperations({ classifiers }: CrawlerDocuments, clock: Clock) {
  const named = (name: string | undefined): ClassifierDocument => {
    const document = classifiers.get(checkName(name));
    if (!document) throw notFound(`Classifier with name ${name ?? ''} does not exist`);
    return document;
  };
  return {
    CreateClassifier: (request: CreateClassifierRequest) => {
      const definition = checkedCsv(request);
      if (classifiers.has(definition.Name ?? '')) {
        throw new AwsError(
          'AlreadyExistsException',
          `Classifier with name ${definition.Name ?? ''} already exists`,
        );
      }
      const now = clock.now().getTime();
      classifiers.set(definition.Name ?? '', { definition, created: now, updated: now, version: 1 });
      return {};
    },
    UpdateClassifier: (request: UpdateClassifierRequest) => {
      const changes = checkedCsv(request);
      const before = named(changes.Name);
      const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
      classifiers.set(changes.Name ?? '', {
        definition: { ...before.definition, ...given },
        created: before.created,
        updated: clock.now().getTime(),
        version: before.version + 1,
      });
      return {};
    },
    GetClassifier: ({ Name }: GetClassifierRequest): GetClassifierResponse => ({
      Classifier: described(named(Name)),
    }),
    GetClassifiers: (request: GetClassifiersRequest): GetClassifiersResponse => {
      const { page, ...next } = pageOf(classifiers.values(), request);
      return { Classifiers: page.map(described), ...next };
    },
    DeleteClassifier: ({ Name }: DeleteClassifierRequest) => {
      named(Name);
      classifiers.delete(Name ?? '');
      return {};
    },
  };
}

/** The request's CSV classifier; other kinds are refused by name. */
function checkedCsv(request: CreateClassifierRequest | UpdateClassifierRequest): CreateCsvClassifierRequest {
  for (const kind of ['GrokClassifier', 'XMLClassifier', 'JsonClassifier'] as const) {
    if (request[kind]) throw invalidInput(`The practice account has no ${kind}, only CsvClassifier.`);
  }
  const csv = request.CsvClassifier;
  if (!csv) throw invalidInput('Exactly one classifier must be specified.');
  checkName(csv.Name, 'csvClassifier.name');
  checkEnum(csv.ContainsHeader, ['UNKNOWN', 'PRESENT', 'ABSENT'], 'csvClassifier.containsHeader');
  checkEnum(csv.Serde, ['OpenCSVSerDe', 'LazySimpleSerDe', 'None'], 'csvClassifier.serde');
  for (const type of csv.CustomDatatypes ?? []) checkEnum(type, dataTypes, 'csvClassifier.customDatatypes');
  for (const [member, text] of [
    ['Delimiter', csv.Delimiter],
    ['QuoteSymbol', csv.QuoteSymbol],
  ] as const) {
    if (text !== undefined && !/^[^\r\n]$/u.test(text)) {
      throw invalidInput(`${member} must be one character other than a line break.`);
    }
  }
  if (csv.Delimiter !== undefined && csv.Delimiter === csv.QuoteSymbol) {
    throw invalidInput('The quote symbol must be different from the column delimiter.');
  }
  return csv;
}

function described({ definition, created, updated, version }: ClassifierDocument): Classifier {
  return {
    CsvClassifier: {
      ...definition,
      CreationTime: new Date(created),
      LastUpdated: new Date(updated),
      Version: version,
    },
  };
}
