import { AwsError } from '../../../awsError.ts';
import { isSame } from '../template/value.ts';
import { glue, nameOf, refuseRename, shown, unlessMissing } from './glueCalls.ts';
import { isTrue, takenAway } from './propertyValues.ts';
import type { Properties, ResourceContext, ResourceType } from './resourceType.ts';

const database: ResourceType = {
  type: 'AWS::Glue::Database',
  properties: ['CatalogId', 'DatabaseInput'],
  required: ['CatalogId', 'DatabaseInput'],
  replaces: ['CatalogId'],
  // Glue folds names of databases to lower case.
  physicalId: (properties, generated) => nameOf(databaseInput(properties)['Name'], generated).toLowerCase(),
  create: (name, properties, context) =>
    unlessAlike(database, name, properties, context, () =>
      glue(context, 'CreateDatabase', { DatabaseInput: { ...databaseInput(properties), Name: name } }),
    ),
  update: async (name, properties, _before, context) => {
    const input = databaseInput(properties);
    refuseRename(name, input['Name'] === undefined ? undefined : nameOf(input['Name'], name).toLowerCase());
    await glue(context, 'UpdateDatabase', { Name: name, DatabaseInput: { ...input, Name: name } });
  },
  // Glue deletes its tables with it.
  delete: async (name, _properties, context) => {
    await unlessMissing(glue(context, 'DeleteDatabase', { Name: name }));
  },
  read: async (name, context) => {
    const reply = await unlessMissing(glue(context, 'GetDatabase', { Name: name }));
    if (!reply) return undefined;
    const there = reply['Database'] as Properties;
    const members = ['Name', 'Description', 'LocationUri', 'Parameters', 'CreateTableDefaultPermissions'];
    return { CatalogId: there['CatalogId'], DatabaseInput: shown(there, members) };
  },
};

function databaseInput(properties: Properties): Properties {
  return (properties['DatabaseInput'] ?? {}) as Properties;
}

const classifier: ResourceType = {
  type: 'AWS::Glue::Classifier',
  properties: ['CsvClassifier'],
  required: ['CsvClassifier'],
  replaces: [],
  physicalId: (properties, generated) => nameOf(csvOf(properties)['Name'], generated),
  create: (name, properties, context) =>
    unlessAlike(classifier, name, properties, context, () =>
      glue(context, 'CreateClassifier', { CsvClassifier: { ...csvOf(properties), Name: name } }),
    ),
  update: async (name, properties, before, context) => {
    const csv = csvOf(properties);
    refuseRename(name, csv['Name']);
    const defaults = takenAway(csvOf(before), csv, csvDefaults);
    await glue(context, 'UpdateClassifier', { CsvClassifier: { ...defaults, ...csv, Name: name } });
  },
  delete: async (name, _properties, context) => {
    await unlessMissing(glue(context, 'DeleteClassifier', { Name: name }));
  },
  read: async (name, context) => {
    const reply = await unlessMissing(glue(context, 'GetClassifier', { Name: name }));
    const { CsvClassifier: there } = (reply?.['Classifier'] ?? {}) as Properties;
    const members = [
      'Name',
      'Delimiter',
      'QuoteSymbol',
      'ContainsHeader',
      'Header',
      'AllowSingleColumn',
      'DisableValueTrimming',
      'CustomDatatypeConfigured',
      'CustomDatatypes',
    ];
    return there ? { CsvClassifier: shown(there, members) } : undefined;
  },
};

/** What a CSV classifier has where nothing is said of it. */
const csvDefaults: Properties = {
  Delimiter: ',',
  QuoteSymbol: '"',
  ContainsHeader: 'UNKNOWN',
  Header: [],
  AllowSingleColumn: false,
  DisableValueTrimming: false,
  CustomDatatypeConfigured: false,
  CustomDatatypes: [],
};

/** A template's CSV classifier in the words of the operation. */
function csvOf(properties: Properties): Properties {
  const csv = { ...(properties['CsvClassifier'] as Record<string, unknown> | undefined) };
  for (const truth of ['AllowSingleColumn', 'DisableValueTrimming', 'CustomDatatypeConfigured']) {
    if (csv[truth] !== undefined) csv[truth] = isTrue(csv[truth]);
  }
  return csv;
}

/**
 * Makes what has no tags to be known by. One that is there already and is what the template says may be a try's that broke
 * off, so that it is no error.
 */
async function unlessAlike(
  type: ResourceType,
  name: string,
  properties: Properties,
  context: ResourceContext,
  make: () => Promise<unknown>,
): Promise<void> {
  try {
    await make();
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'AlreadyExistsException') throw error;
    const there = await type.read(name, context);
    const named = type === database ? 'DatabaseInput' : 'CsvClassifier';
    const wanted = type === database ? databaseInput(properties) : csvOf(properties);
    // A template may write numbers as text, and what is empty is not there for Glue.
    if (!isSame(there?.[named], shown({ ...wanted, Name: name }, [...Object.keys(wanted), 'Name'])))
      throw error;
  }
}

/** The types of Glue's data catalog. */
export const glueCatalogTypes: readonly ResourceType[] = [database, classifier];
