import { glueCatalogTypes } from './glueCatalogTypes.ts';
import { glueCrawlerTypes } from './glueCrawlerTypes.ts';
import { glueJobTypes } from './glueJobTypes.ts';
import { glueWorkflowTypes } from './glueWorkflowTypes.ts';
import type { ResourceType } from './resourceType.ts';

/** The types of AWS Glue that stacks may have. */
export const glueTypes: readonly ResourceType[] = [
  ...glueCatalogTypes,
  ...glueCrawlerTypes,
  ...glueJobTypes,
  ...glueWorkflowTypes,
];
