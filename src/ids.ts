/** Every command the extension contributes; package.json lists the same ones (a test compares both). */
export const commandIds = {
  surveyAccount: 'cmapssLab.surveyAccount',
  publishData: 'cmapssLab.publishData',
  publishLive: 'cmapssLab.publishLive',
  runSubmissionsCrawler: 'cmapssLab.runSubmissionsCrawler',
  prepareGlueJob: 'cmapssLab.prepareGlueJob',
  runGlueEtl: 'cmapssLab.runGlueEtl',
  runAsWorkflow: 'cmapssLab.runAsWorkflow',
  showWorkflow: 'cmapssLab.showWorkflow',
  runCuratedCrawler: 'cmapssLab.runCuratedCrawler',
  createSplit: 'cmapssLab.createSplit',
  trainModel: 'cmapssLab.trainModel',
  deployEndpoint: 'cmapssLab.deployEndpoint',
  predict: 'cmapssLab.predict',
  tuneModel: 'cmapssLab.tuneModel',
  trainCapped: 'cmapssLab.trainCapped',
  cleanUp: 'cmapssLab.cleanUp',
  runNextStage: 'cmapssLab.runNextStage',
  runWholeLab: 'cmapssLab.runWholeLab',
  runStage: 'cmapssLab.runStage',
  runStageAgain: 'cmapssLab.runStageAgain',
  checkStage: 'cmapssLab.checkStage',
  resetStage: 'cmapssLab.resetStage',
  explainStage: 'cmapssLab.explainStage',
  catchUp: 'cmapssLab.catchUp',
  checkMyWork: 'cmapssLab.checkMyWork',
  cancelRun: 'cmapssLab.cancelRun',
  openWalkthrough: 'cmapssLab.openWalkthrough',
  chooseAccount: 'cmapssLab.chooseAccount',
  openTerminal: 'cmapssLab.openTerminal',
  signIn: 'cmapssLab.signIn',
  resetPracticeAccount: 'cmapssLab.resetPracticeAccount',
  showPracticeAccount: 'cmapssLab.showPracticeAccount',
  deletePracticeAccount: 'cmapssLab.deletePracticeAccount',
  openLabFolder: 'cmapssLab.openLabFolder',
  useNasaData: 'cmapssLab.useNasaData',
  useSimulatedData: 'cmapssLab.useSimulatedData',
  patchGlueJob: 'cmapssLab.patchGlueJob',
  uploadGlueJob: 'cmapssLab.uploadGlueJob',
  patchCtas: 'cmapssLab.patchCtas',
  patchFile: 'cmapssLab.patchFile',
  runInAthena: 'cmapssLab.runInAthena',
  refresh: 'cmapssLab.refresh',
  refreshNode: 'cmapssLab.refreshNode',
  showMore: 'cmapssLab.showMore',
  openObject: 'cmapssLab.openObject',
  copyUri: 'cmapssLab.copyUri',
  copyName: 'cmapssLab.copyName',
  copyText: 'cmapssLab.copyText',
  openJobScript: 'cmapssLab.openJobScript',
  compareJobScript: 'cmapssLab.compareJobScript',
  showLogs: 'cmapssLab.showLogs',
  openJupyterLab: 'cmapssLab.openJupyterLab',
  sendNotebooks: 'cmapssLab.sendNotebooks',
  startNotebook: 'cmapssLab.startNotebook',
  stopNotebook: 'cmapssLab.stopNotebook',
  deleteEndpoint: 'cmapssLab.deleteEndpoint',
  exploreEngines: 'cmapssLab.exploreEngines',
  showResults: 'cmapssLab.showResults',
  preflight: 'cmapssLab.preflight',
  deployLab: 'cmapssLab.deployLab',
  showDeployed: 'cmapssLab.showDeployed',
  tearDownLab: 'cmapssLab.tearDownLab',
  showCosts: 'cmapssLab.showCosts',
  saveSummary: 'cmapssLab.saveSummary',
  showLog: 'cmapssLab.showLog',
  reportProblem: 'cmapssLab.reportProblem',
} as const;

/** The views of the activity bar's container `cmapssLab`. */
export const viewIds = {
  lab: 'cmapssLab.lab',
  buckets: 'cmapssLab.buckets',
  crawlers: 'cmapssLab.crawlers',
  jobs: 'cmapssLab.jobs',
  endpoints: 'cmapssLab.endpoints',
} as const;

/** Settings, by their full names. */
export const settingIds = {
  event: 'cmapssLab.event',
  practiceStore: 'cmapssLab.practice.store',
  practicePace: 'cmapssLab.practice.pace',
} as const;

/** Keys that `when` clauses and the walkthrough's ticks ask for. */
export const contextKeys = {
  /** A lab folder is open. */
  labFolder: 'cmapssLab.labFolder',
  /** `practice` or `aws`, of the account in use. */
  accountKind: 'cmapssLab.accountKind',
  /** An account is connected. */
  connected: 'cmapssLab.connected',
  /** A stage runs in this window. */
  running: 'cmapssLab.running',
  /** True for a moment after the walkthrough appears. */
  walkthroughShown: 'cmapssLab.walkthroughShown',
} as const;

/** Set once the check of a stage has passed: ticks the walkthrough's step. */
export const stageDoneKey = (stage: string): string => `cmapssLab.done.${stage}`;

export const walkthroughId = 'cmapss-lab.cmapss-ml-lab#cmapssLab.walkthrough';
