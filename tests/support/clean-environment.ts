// Without what is compiled already, every process would compile the whole program again.
const kept = 'NODE_COMPILE_CACHE'

/** This process's environment without what the runner, Node's options and the tests put into it. */
export const cleanEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(([name]) => name === kept || !/^(WEFTID_|NODE_|VITEST)/.test(name)),
  )
