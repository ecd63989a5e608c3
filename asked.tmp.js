const {loadAll}=require('js-yaml');require('ts-node').register({transpileOnly:true,project:'test/tsconfig.json'});
const {App,Chart}=require('cdk8s');const {addCanarySet}=require('./test/benchmark/sets');const {leaveUnchecked}=require('./lib/src/synth/check');
const R=require('./lib/src/rules/rules.js');const K=require('./lib/src/manifest/keys.js');
const app=new App();leaveUnchecked(app);const chart=new Chart(app,'c');addCanarySet(chart,'app');
for(const m of chart.toJson()){const ks=K.keysOf(m);console.log(m.kind,R.RULES.filter(r=>(r.kinds.includes(m.kind)||r.kinds.includes('*'))&&(!r.keys||r.keys.some(k=>ks.has(k)))).map(r=>r.id).join(' '));}
