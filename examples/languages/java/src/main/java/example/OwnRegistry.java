package example;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cdk8sargorollouts.IBundle;
import io.github.cdk8sargorollouts.IRule;
import io.github.cdk8sargorollouts.Severity;
import io.github.cdk8sargorollouts.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Pods run images of one registry, and of no other. */
public class OwnRegistry implements IRule {
    private static final String CONTAINERS = "/spec/template/spec/containers";

    private final String registry;

    public OwnRegistry(String registry) {
        this.registry = registry;
    }

    @Override
    public String getId() {
        return "acme.own-registry";
    }

    @Override
    public Severity getSeverity() {
        return Severity.ERROR;
    }

    @Override
    public List<String> getKinds() {
        return List.of("Rollout");
    }

    @Override
    public String getWhy() {
        return "nobody has scanned the images of other registries";
    }

    @Override
    public List<Violation> check(Map<String, Object> manifest, IBundle bundle) {
        JsonNode containers = new ObjectMapper().valueToTree(manifest).at(CONTAINERS);
        List<Violation> violations = new ArrayList<>();
        for (int index = 0; index < containers.size(); index++) {
            String image = containers.get(index).get("image").asText();
            if (!image.startsWith(registry + "/")) {
                violations.add(Violation.builder()
                    .pointer(CONTAINERS + "/" + index + "/image")
                    .message("an image comes from " + registry + ", got \"" + image + "\"")
                    .build());
            }
        }
        return violations;
    }
}
