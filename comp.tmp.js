require('ts-node').register({transpileOnly:true,project:'test/tsconfig.json'});
const {App,Chart}=require('cdk8s');
const {addCanarySet}=require('./test/benchmark/sets');
const lib=process.argv[2]||'./lib';
const {leaveUnchecked}=require(lib+'/src/synth/check');
const L=require(lib+'/src/rules/lint.js');const {Bundle}=require(lib+'/src/manifest/bundle.js');const Rd=require(lib+'/src/rules/readable.js');const R=require(lib+'/src/rules/rules.js');
let K; try{K=require(lib+'/src/manifest/keys.js')}catch{}
const app=new App();leaveUnchecked(app);const chart=new Chart(app,'c');const N=1000;for(let i=0;i<N;i++)addCanarySet(chart,'app-'+i);
const text=JSON.stringify(chart.toJson());
const bundle=()=>JSON.parse(text).map(manifest=>({manifest,origin:0}));
const cpu=()=>{const u=process.cpuUsage();return (u.user+u.system)/1000};
const acc={};const add=(k,t)=>{(acc[k]=acc[k]||[]).push(t)};
for(let k=0;k<12;k++){
  let b=bundle();let t=cpu();b.forEach(e=>Rd.isReadable(e.manifest));add('readable',cpu()-t);
  t=cpu();b.forEach(e=>Rd.withoutNulls(e.manifest));add('nulls',cpu()-t);
  t=cpu();const B=new Bundle(b);add('bundle',cpu()-t);
  if(K){t=cpu();b.forEach(e=>K.keysOf(e.manifest));add('keys',cpu()-t);}
  const circ={target:'v1.10',knowsRule:()=>true};
  const byKind=new Map();for(const r of R.RULES)for(const kd of r.kinds)(byKind.get(kd)||byKind.set(kd,[]).get(kd)).push(r);
  for(const kind of ['Rollout','AnalysisTemplate','Service','Ingress']){t=cpu();
    for(const e of B.entries)if(e.manifest.kind===kind){const ks=K&&K.keysOf(e.manifest);for(const r of byKind.get(kind)||[])if(!r.keys||r.keys.some(x=>ks.has(x)))r.check(e.manifest,B,circ);}
    add('rules '+kind,cpu()-t);}
  b=bundle();t=cpu();L.lint(b);add('lint',cpu()-t);
}
for(const k in acc){const a=acc[k].slice(2).sort((x,y)=>x-y);console.log(k.padEnd(24),a[a.length>>1].toFixed(1),a[0].toFixed(1));}
