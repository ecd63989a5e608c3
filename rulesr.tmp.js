require('ts-node').register({transpileOnly:true,project:'test/tsconfig.json'});
const {App,Chart}=require('cdk8s');
const {addCanarySet}=require('./test/benchmark/sets');
const lib='./lib';
const {leaveUnchecked}=require(lib+'/src/synth/check');
const {Bundle}=require(lib+'/src/manifest/bundle.js');const R=require(lib+'/src/rules/rules.js');const K=require(lib+'/src/manifest/keys.js');
const app=new App();leaveUnchecked(app);const chart=new Chart(app,'c');const N=1000;for(let i=0;i<N;i++)addCanarySet(chart,'app-'+i);
const text=JSON.stringify(chart.toJson());
const bundle=()=>JSON.parse(text).map(manifest=>({manifest,origin:0}));
const cpu=()=>{const u=process.cpuUsage();return (u.user+u.system)};
const circ={target:'v1.10',knowsRule:()=>true};
const acc=new Map();
for(let k=0;k<14;k++){const B=new Bundle(bundle());
 for(const kind of ['Rollout','AnalysisTemplate']){const es=B.entries.filter(e=>e.manifest.kind===kind).map(e=>e.manifest);
  for(const r of R.RULES){if(!r.kinds.includes(kind))continue; const go=es.filter(m=>!r.keys||r.keys.some(x=>K.keysOf(m).has(x)));if(!go.length)continue;
   const t=cpu();for(const m of go)r.check(m,B,circ);const d=cpu()-t;const k2=kind+' '+r.id;(acc.get(k2)||acc.set(k2,[]).get(k2)).push(d);}}}
const rows=[...acc].map(([k,a])=>{a=a.slice(3).sort((x,y)=>x-y);return [k,a[a.length>>1]]}).sort((a,b)=>b[1]-a[1]);
console.log(rows.length,'asked; sum us',rows.reduce((s,[,v])=>s+v,0)/N);
console.log(rows.slice(0,70).map(([k,v])=>k+' '+(v/N).toFixed(2)).join('\n'));
