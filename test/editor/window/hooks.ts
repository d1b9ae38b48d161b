import { closeBrowser, leaveArtifacts } from './openWindow.ts';

/** Mocha's root hooks for the window tests: a failed test leaves a picture and the extension's log. */
export const mochaHooks = {
  async afterEach(this: Mocha.Context): Promise<void> {
    await leaveArtifacts(this.currentTest?.fullTitle() ?? 'test', this.currentTest?.isFailed() ?? false);
  },
  async afterAll(): Promise<void> {
    await closeBrowser();
  },
};
