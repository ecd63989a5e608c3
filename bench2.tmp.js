require('ts-node').register({transpileOnly:true,project:'test/tsconfig.json'});
const LM=require('./lib/src/rules/lint.js');let acc=0;const orig=LM.lint;const cpu=()=>{const u=process.cpuUsage();return (u.user+u.system)/1000};
Object.defineProperty(LM,'lint',{value:(e,s)=>{const t=cpu();const r=orig(e,s);console.error('lint',(cpu()-t).toFixed(0));return r;}});
const {measureSets}=require('./test/benchmark/measures');
for (const r of measureSets('one chart', { sets: 1000, loads: 1, rounds: 6, roundsOfManyCharts: 1, roundsOfManySets: 1 }).slice(1,2)) console.log(r.measure, r.value.toFixed(3), r.a.toFixed(0), r.b.toFixed(0));
