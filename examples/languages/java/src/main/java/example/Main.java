package example;

import io.github.cdk8sargorollouts.CanaryRamp;
import io.github.cdk8sargorollouts.CanaryRampOptions;
import io.github.cdk8sargorollouts.CanaryRollout;
import io.github.cdk8sargorollouts.CanaryStep;
import io.github.cdk8sargorollouts.LatencyMetricOptions;
import io.github.cdk8sargorollouts.Lint;
import io.github.cdk8sargorollouts.LintSettings;
import io.github.cdk8sargorollouts.NginxTrafficRouting;
import io.github.cdk8sargorollouts.PrometheusAnalysis;
import io.github.cdk8sargorollouts.PrometheusMetric;
import io.github.cdk8sargorollouts.PrometheusSource;
import io.github.cdk8sargorollouts.RequestMetricOptions;
import io.github.cdk8sargorollouts.RolloutAlerts;
import io.github.cdk8sargorollouts.RolloutAnalysis;
import io.github.cdk8sargorollouts.Threshold;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cdk8s.ApiObjectMetadata;
import org.cdk8s.App;
import org.cdk8s.Chart;
import org.cdk8s.Duration;
import org.cdk8s.Size;
import org.cdk8s.plus28.Capability;
import org.cdk8s.plus28.ContainerLifecycle;
import org.cdk8s.plus28.ContainerPort;
import org.cdk8s.plus28.ContainerProps;
import org.cdk8s.plus28.ContainerResources;
import org.cdk8s.plus28.ContainerSecurityContextProps;
import org.cdk8s.plus28.ContainerSecutiryContextCapabilities;
import org.cdk8s.plus28.Cpu;
import org.cdk8s.plus28.CpuResources;
import org.cdk8s.plus28.Handler;
import org.cdk8s.plus28.MemoryResources;
import org.cdk8s.plus28.SeccompProfile;
import org.cdk8s.plus28.SeccompProfileType;
import org.cdk8s.plus28.ServicePort;

public class Main {
    public static void main(String[] args) {
        App app = new App();
        Chart chart = Chart.Builder.create(app, "api")
            .namespace("shop")
            .labels(Map.of("app.kubernetes.io/name", "api", "app.kubernetes.io/part-of", "shop"))
            .build();

        // A rule of ours, beside all those of the library.
        Lint.configure(chart, LintSettings.builder().ownRules(List.of(new OwnRegistry("registry.example"))).build());

        // What decides: requests as ingress-nginx counts them.
        PrometheusSource source = PrometheusSource.ingressNginx();
        PrometheusAnalysis health = PrometheusAnalysis.Builder.create(chart, "Health")
            .metadata(ApiObjectMetadata.builder().name("api-health").build())
            .address("http://prometheus.monitoring:9090")
            .metrics(List.of(
                PrometheusMetric.successRate(RequestMetricOptions.builder()
                    .source(source).healthy(Threshold.atLeast(0.95)).build()),
                PrometheusMetric.latency(LatencyMetricOptions.builder()
                    .source(source).quantile(0.99).atMost(Duration.millis(500)).build())))
            .build();

        List<CanaryStep> steps = new ArrayList<>(List.of(
            CanaryStep.weight(10),
            CanaryStep.pause(Duration.minutes(5)),
            CanaryStep.analysis(RolloutAnalysis.builder().templates(List.of(health)).build())));
        steps.addAll(CanaryRamp.linear(25, CanaryRampOptions.builder().pause(Duration.minutes(2)).build()));

        CanaryRollout api = CanaryRollout.Builder.create(chart, "Api")
            .metadata(ApiObjectMetadata.builder().name("api").build())
            .replicas(5)
            .containers(List.of(container()))
            .podMetadata(ApiObjectMetadata.builder().labels(Map.of("app.kubernetes.io/part-of", "shop")).build())
            .servicePorts(List.of(ServicePort.builder().name("http").port(80).targetPort(8000).build()))
            .spread(true)
            .steps(steps)
            .build();

        NginxTrafficRouting.Builder.create(chart, "Traffic").rollout(api).host("api.example").build();
        RolloutAlerts.Builder.create(chart, "Alerts").rollouts(List.of(api)).build();

        app.synth();
    }

    private static ContainerProps container() {
        return ContainerProps.builder()
            .image("registry.example/api:2.0.0")
            .ports(List.of(ContainerPort.builder().name("http").number(8000).build()))
            // requests still come for a moment after a pod is told to end
            .lifecycle(ContainerLifecycle.builder().preStop(Handler.fromCommand(List.of("sleep", "10"))).build())
            .resources(ContainerResources.builder()
                .cpu(CpuResources.builder().request(Cpu.millis(100)).build())
                .memory(MemoryResources.builder().request(Size.mebibytes(128)).limit(Size.mebibytes(256)).build())
                .build())
            .securityContext(ContainerSecurityContextProps.builder()
                .capabilities(ContainerSecutiryContextCapabilities.builder().drop(List.of(Capability.ALL)).build())
                .seccompProfile(SeccompProfile.builder().type(SeccompProfileType.RUNTIME_DEFAULT).build())
                .build())
            .build();
    }
}
