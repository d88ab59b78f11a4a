"""The Kubernetes manifests, held against Kubernetes' own schemas and against what the house promises."""

from __future__ import annotations

import shutil
import subprocess
from typing import Any, cast

import kubernetes_validate
import pytest
import yaml
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from infra.chassis.settings import ServiceSettings
from infra.local.places import ROOT
from infra.local.settings import SERVICES
from services.reporting.settings import ReportingSettings

K8S = ROOT / "infra" / "k8s"
Manifest = dict[str, Any]
FILES = sorted(file for file in K8S.rglob("*.yaml") if file.name != "kustomization.yaml")


def render() -> list[Manifest]:
    """What `kubectl apply -k` would apply."""
    for command in (["kustomize", "build"], ["kubectl", "kustomize"]):
        if shutil.which(command[0]):
            ran = subprocess.run([*command, str(K8S)], capture_output=True, text=True, check=False)
            assert ran.returncode == 0, ran.stderr
            return list(yaml.safe_load_all(ran.stdout))
    pytest.skip(
        "neither kustomize nor kubectl is here (go install sigs.k8s.io/kustomize/kustomize/v5@v5.7.1)"
    )


@pytest.fixture(scope="module")
def rendered() -> list[Manifest]:
    return render()


def of(manifests: list[Manifest], kind: str) -> dict[str, Manifest]:
    return {each["metadata"]["name"]: each for each in manifests if each["kind"] == kind}


def pod_of(manifest: Manifest) -> Manifest:
    """The pod a workload makes."""
    spec = manifest["spec"]
    if manifest["kind"] == "CronJob":
        spec = spec["jobTemplate"]["spec"]
    pod: Manifest = spec["template"]["spec"]
    return pod


def validate(manifest: Manifest) -> None:
    kubernetes_validate.validate(manifest, kubernetes_validate.latest_version(), strict=True)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(K8S)))
def test_every_manifest_follows_its_schema(file: Any) -> None:
    for manifest in yaml.safe_load_all(file.read_text()):
        validate(manifest)


def test_the_schema_check_bites() -> None:
    manifest = yaml.safe_load((K8S / "service" / "budget.yaml").read_text())
    manifest["spec"]["maxUnavailabel"] = manifest["spec"].pop("maxUnavailable")
    with pytest.raises(kubernetes_validate.ValidationError):
        validate(manifest)


def test_what_is_applied_follows_the_schemas_too(rendered: list[Manifest]) -> None:
    for manifest in rendered:
        validate(manifest)


@pytest.mark.parametrize(
    "kind",
    [
        "Deployment",
        "HorizontalPodAutoscaler",
        "PodDisruptionBudget",
        "Service",
        "ServiceAccount",
        "NetworkPolicy",
    ],
)
def test_every_service_has_each_of_its_parts(rendered: list[Manifest], kind: str) -> None:
    assert of(rendered, kind).keys() >= set(SERVICES)


@pytest.mark.parametrize("service", SERVICES)
def test_the_parts_of_a_service_belong_together(rendered: list[Manifest], service: str) -> None:
    deployment = of(rendered, "Deployment")[service]
    labels = deployment["spec"]["template"]["metadata"]["labels"]
    assert labels["app.kubernetes.io/name"] == service
    for kind, path in (("Service", ("selector",)), ("PodDisruptionBudget", ("selector", "matchLabels"))):
        selector = of(rendered, kind)[service]["spec"]
        for step in path:
            selector = selector[step]
        assert selector.items() <= labels.items()
        assert selector["app.kubernetes.io/name"] == service
    scaling = of(rendered, "HorizontalPodAutoscaler")[service]["spec"]
    assert scaling["scaleTargetRef"]["name"] == service
    assert scaling["metrics"][0]["external"]["metric"]["selector"]["matchLabels"] == {"service": service}
    assert pod_of(deployment)["serviceAccountName"] == service
    assert pod_of(deployment)["volumes"][0]["secret"]["secretName"] == service
    assert f"/clubhouse-{service}:" in pod_of(deployment)["containers"][0]["image"]


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_is_probed_and_never_gone(rendered: list[Manifest], service: str) -> None:
    deployment = of(rendered, "Deployment")[service]
    [container] = pod_of(deployment)["containers"]
    assert container["livenessProbe"]["httpGet"]["path"] == "/livez"
    assert container["readinessProbe"]["httpGet"]["path"] == "/readyz"
    assert deployment["spec"]["strategy"]["rollingUpdate"]["maxUnavailable"] == 0
    assert of(rendered, "HorizontalPodAutoscaler")[service]["spec"]["minReplicas"] >= 2


def test_every_pod_may_do_as_little_as_possible(rendered: list[Manifest]) -> None:
    workloads = [each for each in rendered if each["kind"] in {"Deployment", "Job", "CronJob"}]
    assert len(workloads) == len(SERVICES) + 3
    for workload in workloads:
        pod = pod_of(workload)
        assert pod["securityContext"]["runAsNonRoot"]
        for container in pod["containers"]:
            least = container["securityContext"]
            assert least["readOnlyRootFilesystem"]
            assert not least["allowPrivilegeEscalation"]
            assert least["capabilities"] == {"drop": ["ALL"]}
            assert container["resources"]["limits"]["memory"]


def test_nobody_is_reached_unless_a_policy_says_so(rendered: list[Manifest]) -> None:
    closed = of(rendered, "NetworkPolicy")["closed"]["spec"]
    assert closed["podSelector"] == {}
    assert closed["policyTypes"] == ["Ingress", "Egress"]
    assert "ingress" not in closed


def test_the_settings_given_are_settings_the_services_know(rendered: list[Manifest]) -> None:
    known = {f"CLUBHOUSE_{field.upper()}" for field in ServiceSettings.model_fields}
    known |= {"FORWARDED_ALLOW_IPS"}  # uvicorn's own
    known |= {"CLUBHOUSE_SECRETS_DIR", *(f"CLUBHOUSE_{service.upper()}_URL" for service in SERVICES)}
    [config] = [each for each in rendered if each["kind"] == "ConfigMap"]
    assert config["data"].keys() <= known


async def test_a_caller_is_known_by_what_the_ingress_heard_and_not_by_what_they_wrote(
    rendered: list[Manifest],
) -> None:
    [config] = [each for each in rendered if each["kind"] == "ConfigMap"]
    seen: list[str] = []

    async def service(scope: Any, receive: Any, send: Any) -> None:
        seen.append(scope["client"][0])

    proxied = ProxyHeadersMiddleware(service, config["data"]["FORWARDED_ALLOW_IPS"])
    told = [(b"x-forwarded-for", b"198.51.100.7, 203.0.113.9")]  # the first is the caller's own word
    for pod in ("10.4.0.9", "203.0.113.200"):
        scope: Any = {"type": "http", "client": (pod, 1), "headers": told, "scheme": "http"}
        await proxied(scope, cast("Any", None), cast("Any", None))
    assert seen == ["203.0.113.9", "203.0.113.200"]


@pytest.mark.rule("L14")
def test_the_guests_vault_is_a_secret_and_never_made_by_a_pod(rendered: list[Manifest]) -> None:
    [container] = pod_of(of(rendered, "Deployment")["loyalty"])["containers"]
    told = {each["name"]: each.get("value") for each in container["env"]}
    assert told["CLUBHOUSE_VAULT_FILE"] == "/run/secrets/clubhouse/vault"
    assert "DATA_DIR" not in yaml.safe_dump(rendered)


def test_the_consoles_cookie_travels_over_tls_only(
    rendered: list[Manifest], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ingress ends TLS, and the cookie is a staff token."""
    [container] = pod_of(of(rendered, "Deployment")["reporting"])["containers"]
    for each in container["env"]:
        if "value" in each:
            monkeypatch.setenv(each["name"], each["value"])
    assert ReportingSettings().cookie_secure


def test_nothing_secret_is_in_a_manifest(rendered: list[Manifest]) -> None:
    assert not of(rendered, "Secret")
    assert (
        "password" not in yaml.safe_dump([each for each in rendered if each["kind"] == "ConfigMap"]).lower()
    )
