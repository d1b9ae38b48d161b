import type {
  Capability,
  GetTemplateInput,
  GetTemplateOutput,
  GetTemplateSummaryInput,
  GetTemplateSummaryOutput,
  ValidateTemplateInput,
  ValidateTemplateOutput,
} from '@aws-sdk/client-cloudformation';
import type { StackGround } from '../stacks/stackGround.ts';
import { checkFunctions } from '../template/checkFunctions.ts';
import { knownTemplate } from '../template/knownTemplate.ts';
import { defaultOf, isHidden, type ParameterDefinition } from '../template/parameters.ts';
import type { Template } from '../template/template.ts';
import { changeSetNamed, type ChangeSets } from './changeSetDocuments.ts';
import { checkTypes, neededCapabilities } from './checkTypes.ts';
import { stackNamed } from './stackOperation.ts';
import { requiredTemplate } from './templateSource.ts';

/** The operations on templates themselves. */
export function templateOperations(ground: StackGround, changeSets: ChangeSets) {
  const { tables, objects, types } = ground;
  return {
    GetTemplate: ({ StackName, ChangeSetName }: GetTemplateInput): GetTemplateOutput => {
      const version =
        ChangeSetName === undefined
          ? tables.version(stackNamed(ground, StackName).version)
          : changeSetNamed(ground, changeSets, ChangeSetName, StackName).version;
      return { TemplateBody: version.template, StagesAvailable: ['Original', 'Processed'] };
    },

    GetTemplateSummary: async (input: GetTemplateSummaryInput): Promise<GetTemplateSummaryOutput> => {
      const text =
        input.StackName === undefined
          ? await requiredTemplate(objects, input)
          : tables.version(stackNamed(ground, input.StackName).version).template;
      const template = knownTemplate(text);
      return {
        ...capabilitiesOf(template),
        ...(template.Description === undefined ? {} : { Description: template.Description }),
        ...(template.AWSTemplateFormatVersion === undefined
          ? {}
          : { Version: template.AWSTemplateFormatVersion }),
        ...(template.Metadata === undefined ? {} : { Metadata: JSON.stringify(template.Metadata) }),
        Parameters: Object.entries(template.Parameters).map(([name, definition]) => ({
          ...declared(name, definition),
          ParameterType: definition.Type,
          ParameterConstraints: definition.AllowedValues
            ? { AllowedValues: definition.AllowedValues.map(String) }
            : {},
        })),
        ResourceTypes: [...new Set(Object.values(template.Resources).map(({ Type }) => Type))],
        DeclaredTransforms: [],
      };
    },

    ValidateTemplate: async (input: ValidateTemplateInput): Promise<ValidateTemplateOutput> => {
      const template = knownTemplate(await requiredTemplate(objects, input));
      checkTypes(template, types);
      checkFunctions(template);
      return {
        ...capabilitiesOf(template),
        ...(template.Description === undefined ? {} : { Description: template.Description }),
        Parameters: Object.entries(template.Parameters).map(([name, definition]) =>
          declared(name, definition),
        ),
        DeclaredTransforms: [],
      };
    },
  };
}

function declared(ParameterKey: string, definition: ParameterDefinition) {
  const value = defaultOf(definition);
  return {
    ParameterKey,
    ...(value === undefined ? {} : { DefaultValue: value }),
    NoEcho: isHidden(definition),
    ...(definition.Description === undefined ? {} : { Description: definition.Description }),
  };
}

function capabilitiesOf(template: Template): { Capabilities?: Capability[]; CapabilitiesReason?: string } {
  const { capabilities, types } = neededCapabilities(template);
  if (!capabilities.length) return {};
  return {
    Capabilities: capabilities,
    CapabilitiesReason: `The following resource(s) require capabilities: [${types.join(', ')}]`,
  };
}
