/** Builds what the cluster is made of: `npm run cluster:build`. Nothing else of this repository has to be compiled for it. */
import { buildPrograms, collectRoutes } from './programs';

buildPrograms(console.log).then(collectRoutes).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
