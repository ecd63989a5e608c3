from typing import Any, Mapping

import jsii
from cdk8s_argo_rollouts import IBundle, IRule, Severity, Violation


@jsii.implements(IRule)
class OwnRegistry:
    """Pods run images of one registry, and of no other."""

    def __init__(self, registry: str) -> None:
        self._registry = registry

    # jsii sees properties and methods, but no attributes
    @property
    def id(self) -> str:
        return "acme.own-registry"

    @property
    def severity(self) -> Severity:
        return Severity.ERROR

    @property
    def kinds(self) -> list[str]:
        return ["Rollout"]

    @property
    def why(self) -> str:
        return "nobody has scanned the images of other registries"

    def check(self, manifest: Mapping[str, Any], bundle: IBundle) -> list[Violation]:
        containers = manifest["spec"]["template"]["spec"]["containers"]
        return [
            Violation(
                pointer=f"/spec/template/spec/containers/{index}/image",
                message=f'an image comes from {self._registry}, got "{container["image"]}"',
            )
            for index, container in enumerate(containers)
            if not container["image"].startswith(f"{self._registry}/")
        ]
