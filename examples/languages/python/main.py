import cdk8s_plus_28 as kplus
from cdk8s import ApiObjectMetadata, App, Chart, Duration, Size
from cdk8s_argo_rollouts import (
    CanaryRamp,
    CanaryRollout,
    CanaryStep,
    Lint,
    NginxTrafficRouting,
    PrometheusAnalysis,
    PrometheusMetric,
    PrometheusSource,
    RolloutAlerts,
    Threshold,
)

from own_registry import OwnRegistry

app = App()
chart = Chart(
    app,
    "api",
    namespace="shop",
    labels={"app.kubernetes.io/name": "api", "app.kubernetes.io/part-of": "shop"},
)

# A rule of ours, beside all those of the library.
Lint.configure(chart, own_rules=[OwnRegistry("registry.example")])

# What decides: requests as ingress-nginx counts them.
source = PrometheusSource.ingress_nginx()
health = PrometheusAnalysis(
    chart,
    "Health",
    metadata=ApiObjectMetadata(name="api-health"),
    address="http://prometheus.monitoring:9090",
    metrics=[
        PrometheusMetric.success_rate(source=source, healthy=Threshold.at_least(0.95)),
        PrometheusMetric.latency(source=source, quantile=0.99, at_most=Duration.millis(500)),
    ],
)

api = CanaryRollout(
    chart,
    "Api",
    metadata=ApiObjectMetadata(name="api"),
    replicas=5,
    containers=[
        kplus.ContainerProps(
            image="registry.example/api:2.0.0",
            ports=[kplus.ContainerPort(name="http", number=8000)],
            # requests still come for a moment after a pod is told to end
            lifecycle=kplus.ContainerLifecycle(pre_stop=kplus.Handler.from_command(["sleep", "10"])),
            resources=kplus.ContainerResources(
                cpu=kplus.CpuResources(request=kplus.Cpu.millis(100)),
                memory=kplus.MemoryResources(request=Size.mebibytes(128), limit=Size.mebibytes(256)),
            ),
            security_context=kplus.ContainerSecurityContextProps(
                capabilities=kplus.ContainerSecutiryContextCapabilities(drop=[kplus.Capability.ALL]),
                seccomp_profile=kplus.SeccompProfile(type=kplus.SeccompProfileType.RUNTIME_DEFAULT),
            ),
        )
    ],
    pod_metadata=ApiObjectMetadata(labels={"app.kubernetes.io/part-of": "shop"}),
    service_ports=[kplus.ServicePort(name="http", port=80, target_port=8000)],
    spread=True,
    steps=[
        CanaryStep.weight(10),
        CanaryStep.pause(Duration.minutes(5)),
        CanaryStep.analysis(templates=[health]),
        *CanaryRamp.linear(25, pause=Duration.minutes(2)),
    ],
)

NginxTrafficRouting(chart, "Traffic", rollout=api, host="api.example")
RolloutAlerts(chart, "Alerts", rollouts=[api])

app.synth()
