package org.parvis.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.standalone.Manifests.at;
import static org.parvis.standalone.Manifests.inEnvironment;
import static org.parvis.standalone.Manifests.list;
import static org.parvis.standalone.Manifests.map;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.parvis.standalone.Manifests.Resource;

/** No engine runs here, so what lies in infra/deploy is held against the published models, against the product, and against its own rules. */
class DeployTest {

    /** What the image itself says; see the Containerfile. */
    private static final Set<String> OF_THE_IMAGE = Set.of("PARVIS_HOME", "SERVER_PORT", "SERVER_ADDRESS");

    private static final Set<String> TWICE = Set.of("listening", "publishing");

    private static final Set<String> COMPOSE_KEYS = Set.of("name", "services", "networks", "volumes", "secrets");
    private static final Set<String> SERVICE_KEYS = Set.of(
            "image",
            "build",
            "restart",
            "read_only",
            "tmpfs",
            "cap_drop",
            "security_opt",
            "pids_limit",
            "mem_limit",
            "environment",
            "command",
            "entrypoint",
            "volumes",
            "secrets",
            "networks",
            "healthcheck",
            "depends_on",
            "ports",
            "profiles");

    private final List<Resource> kubernetes = Manifests.kubernetes();
    private final Map<String, Object> compose = Manifests.compose();

    @Test
    void kubernetesKnowsEveryFieldAndMissesNone() {
        assertThat(kubernetes).hasSizeGreaterThan(25);
        kubernetes.forEach(Resource::validate);
    }

    @Test
    void aWrongFieldWouldBeFound() {
        for (var path : List.of(
                new Object[] {"spec", "template", "spec", "securityContext"},
                new Object[] {"spec", "template", "spec", "containers", 0, "readinessProbe"},
                new Object[] {"spec", "template", "spec", "volumes", 0, "secret"},
                new Object[] {"spec", "strategy"})) {
            var broken = deployment("publishing");
            at(broken.json(), path).getAsJsonObject().add("misspelt", new JsonPrimitive(true));
            assertThatThrownBy(broken::validate).hasMessageContaining("misspelt");
        }
        var without = deployment("publishing");
        without.at("spec").getAsJsonObject().remove("selector");
        assertThatThrownBy(without::validate).hasMessageContaining("selector");
    }

    @Test
    void everyServiceOfTheProductHasItsManifest() {
        for (var service : ServiceProcess.names()) {
            var deployment = deployment(service);
            assertThat(strings(container(deployment), "args"))
                    .startsWith("serve", service)
                    .contains("--secrets");
            assertThat(deployment.at("spec", "replicas").getAsInt()).isEqualTo(TWICE.contains(service) ? 2 : 1);
            assertThat(kubernetes)
                    .anyMatch(r -> r.kind().equals("Service") && r.name().equals(service));
            if (TWICE.contains(service)) {
                assertThat(kubernetes)
                        .anyMatch(r -> r.kind().equals("PodDisruptionBudget")
                                && r.name().equals(service));
            }
            assertThat(composed(service)).hasSize(TWICE.contains(service) ? 2 : 1);
        }
        assertThat(kubernetes).anyMatch(r -> r.kind().equals("Job") && r.name().equals("prepare-database"));
        assertThat(kubernetes)
                .anyMatch(r -> r.kind().equals("Deployment") && r.name().equals("witness"));
        assertThat(services()).containsKeys("prepare-database", "witness", "postgres");
    }

    @Test
    void everySettingInTheManifestsExistsInTheProduct() {
        var known = Manifests.knownSettings();
        assertThat(known).contains("PARVIS_DATABASE_URL", "PARVIS_MASTER_KEY_FILE", "PARVIS_CLUSTER_KEYSTORE");
        var named = new LinkedHashSet<String>();
        services()
                .values()
                .forEach(service -> map(map(service).get("environment")).keySet().stream()
                        .filter(name -> name.startsWith("PARVIS_"))
                        .forEach(named::add));
        kubernetes.stream()
                .filter(r -> r.kind().equals("ConfigMap") && r.name().equals("parvis"))
                .forEach(r -> named.addAll(r.at("data").getAsJsonObject().keySet()));
        pods().forEach(pod -> environment(pod).stream()
                .filter(name -> name.startsWith("PARVIS_"))
                .forEach(named::add));
        secretFiles().filter(name -> name.startsWith("parvis.")).forEach(name -> {
            if (!name.startsWith("parvis.database.passwords.")) {
                named.add(inEnvironment(name));
            }
        });
        assertThat(named).hasSizeGreaterThan(12);
        assertThat(known).containsAll(named);
    }

    @Test
    void everyServiceIsGivenWhatItNeedsToStart() {
        var shared = kubernetes.stream()
                .filter(r -> r.kind().equals("ConfigMap") && r.name().equals("parvis"))
                .findFirst()
                .orElseThrow()
                .at("data")
                .getAsJsonObject()
                .keySet();
        for (var service : ServiceProcess.names()) {
            var needed = ServiceProcess.required(service).stream()
                    .map(Manifests::inEnvironment)
                    .filter(name -> !OF_THE_IMAGE.contains(name))
                    .toList();
            var pod = deployment(service).at("spec", "template", "spec");
            var given = new ArrayList<>(shared);
            given.addAll(environment(pod));
            secretsOf(pod).forEach(name -> given.add(inEnvironment(name)));
            assertThat(given).as("settings of %s in Kubernetes", service).containsAll(needed);
            assertThat(secretsOf(pod)).contains("master.key");
            composed(service).forEach((name, container) -> {
                var settings = Manifests.settingsOf(container);
                assertThat(settings.keySet())
                        .as("settings of %s in compose", name)
                        .containsAll(needed);
                assertThat(settings.values()).contains("/run/secrets/master.key");
            });
        }
        var job = kubernetes.stream()
                .filter(r -> r.kind().equals("Job"))
                .findFirst()
                .orElseThrow()
                .at("spec", "template", "spec");
        assertThat(secretsOf(job))
                .contains(PreparedDatabase.OWNER, PreparedDatabase.OWNER_PASSWORD)
                .containsAll(ServiceProcess.names().stream()
                        .map(PreparedDatabase::passwordOf)
                        .toList());
        assertThat(Manifests.settingsOf(map(services().get("prepare-database"))).keySet())
                .contains("PARVIS_DATABASE_OWNER", "PARVIS_DATABASE_OWNER_PASSWORD")
                .containsAll(ServiceProcess.names().stream()
                        .map(PreparedDatabase::passwordOf)
                        .map(Manifests::inEnvironment)
                        .toList());
    }

    @Test
    void nobodyRunsAsRootOrWritesWhereItMustNot() {
        pods().forEach(pod -> {
            assertThat(at(pod, "automountServiceAccountToken").getAsBoolean()).isFalse();
            assertThat(at(pod, "securityContext", "runAsNonRoot").getAsBoolean())
                    .isTrue();
            var container = at(pod, "containers", 0, "securityContext");
            assertThat(at(container, "readOnlyRootFilesystem").getAsBoolean()).isTrue();
            assertThat(at(container, "allowPrivilegeEscalation").getAsBoolean()).isFalse();
            assertThat(strings(at(container, "capabilities"), "drop")).containsExactly("ALL");
            assertThat(at(pod, "containers", 0, "resources", "limits", "memory").getAsString())
                    .isNotEmpty();
        });
        services().forEach((name, service) -> {
            if (!name.equals("postgres")) {
                assertThat(map(service))
                        .as(name)
                        .containsEntry("read_only", true)
                        .containsEntry("cap_drop", List.of("ALL"))
                        .containsEntry("security_opt", List.of("no-new-privileges:true"));
            }
        });
        assertThat(Manifests.text("Containerfile")).containsPattern("(?m)^USER 10001:10001$");
    }

    @Test
    void nothingIsReachableUnlessItIsSaid() {
        var policies = kubernetes.stream()
                .filter(r -> r.kind().equals("NetworkPolicy"))
                .toList();
        assertThat(policies).anySatisfy(policy -> {
            assertThat(policy.name()).isEqualTo("nothing-by-default");
            assertThat(policy.at("spec", "podSelector").getAsJsonObject().isEmpty())
                    .isTrue();
            assertThat(strings(policy.at("spec"), "policyTypes")).containsExactly("Ingress", "Egress");
            assertThat(policy.at("spec").getAsJsonObject().keySet()).containsExactly("podSelector", "policyTypes");
        });
        for (var service : ServiceProcess.names()) {
            var labels = deployment(service)
                    .at("spec", "template", "metadata", "labels")
                    .getAsJsonObject();
            assertThat(labels.has("parvis/bus"))
                    .as("%s on the command bus", service)
                    .isEqualTo(ServiceProcess.onTheBus().contains(service));
        }
        assertThat(services().entrySet().stream()
                        .filter(service -> map(service.getValue()).containsKey("ports"))
                        .map(Map.Entry::getKey))
                .as("open to this machine")
                .containsExactly("gateway");
        assertThat(map(map(compose.get("networks")).get("inside"))).containsEntry("internal", true);
    }

    @Test
    void everyPodIsAskedHowItIs() {
        ServiceProcess.names().forEach(service -> {
            var container = container(deployment(service));
            assertThat(at(container, "readinessProbe", "httpGet", "path").getAsString())
                    .isEqualTo("/actuator/health");
            assertThat(container.getAsJsonObject().keySet()).contains("startupProbe", "livenessProbe");
        });
        assertThat(Manifests.text("Containerfile"))
                .contains("HEALTHCHECK")
                .contains(HealthCheck.class.getName())
                .contains('"' + Main.class.getName() + '"');
    }

    /** There is no published schema of compose files among the artefacts at hand: its shape is checked here, for what is used. */
    @Test
    void composeSaysNothingThatComposeDoesNotKnow() {
        assertThat(compose.keySet().stream().filter(key -> !key.startsWith("x-")))
                .allMatch(COMPOSE_KEYS::contains);
        services().forEach((name, value) -> {
            var service = map(value);
            assertThat(service.keySet()).as(name).allMatch(SERVICE_KEYS::contains);
            assertThat(service).as(name).containsKey("image");
            list(service.get("secrets")).forEach(secret -> {
                assertThat(map(secret).keySet()).containsExactlyInAnyOrder("source", "target");
                assertThat(map(compose.get("secrets")))
                        .containsKey((String) map(secret).get("source"));
            });
            var networks = service.get("networks");
            assertThat(map(compose.get("networks")).keySet())
                    .as("networks of " + name)
                    .containsAll(
                            networks instanceof Map<?, ?> named
                                    ? named.keySet().stream()
                                            .map(String::valueOf)
                                            .toList()
                                    : list(networks).stream()
                                            .map(String::valueOf)
                                            .toList());
            list(service.get("volumes"))
                    .forEach(volume -> assertThat(map(compose.get("volumes")))
                            .containsKey(String.valueOf(volume).split(":", 2)[0]));
            map(service.get("depends_on")).forEach((other, condition) -> {
                assertThat(services()).containsKey(other);
                assertThat(map(condition).get("condition"))
                        .isIn("service_healthy", "service_completed_successfully", "service_started");
            });
            map(service.get("environment"))
                    .forEach((variable, set) ->
                            assertThat(set).as(variable).isInstanceOfAny(String.class, Integer.class));
            assertThat(map(service.get("healthcheck")).keySet())
                    .allMatch(Set.of("test", "interval", "timeout", "retries", "start_period", "disable")::contains);
        });
        map(compose.get("secrets"))
                .values()
                .forEach(secret -> assertThat(map(secret).keySet()).containsExactly("file"));
    }

    @Test
    void kustomizeNamesEveryFile() {
        for (var folder : List.of("kubernetes", "kubernetes/witness")) {
            var named = list(Manifests.kustomization(folder).get("resources")).stream()
                    .map(String::valueOf)
                    .collect(Collectors.toSet());
            assertThat(kubernetes.stream()
                            .map(Resource::file)
                            .filter(file ->
                                    file.substring(0, file.lastIndexOf('/')).equals(folder))
                            .map(file -> file.substring(folder.length() + 1))
                            .collect(Collectors.toSet()))
                    .isEqualTo(named);
        }
    }

    private Resource deployment(String service) {
        return Manifests.kubernetes().stream()
                .filter(r -> r.kind().equals("Deployment") && r.name().equals(service))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No Deployment " + service));
    }

    private static JsonElement container(Resource deployment) {
        return deployment.at("spec", "template", "spec", "containers", 0);
    }

    private Stream<JsonElement> pods() {
        return kubernetes.stream()
                .filter(r -> r.kind().equals("Deployment") || r.kind().equals("Job"))
                .map(r -> r.at("spec", "template", "spec"));
    }

    private static List<String> environment(JsonElement pod) {
        var container = at(pod, "containers", 0).getAsJsonObject();
        return container.has("env")
                ? container.get("env").getAsJsonArray().asList().stream()
                        .map(variable -> at(variable, "name").getAsString())
                        .toList()
                : List.of();
    }

    private static List<String> secretsOf(JsonElement pod) {
        return at(pod, "volumes").getAsJsonArray().asList().stream()
                .filter(volume -> volume.getAsJsonObject().has("secret"))
                .flatMap(volume -> at(volume, "secret", "items").getAsJsonArray().asList().stream())
                .map(item -> at(item, "path").getAsString())
                .toList();
    }

    private Stream<String> secretFiles() {
        return pods().flatMap(pod -> secretsOf(pod).stream());
    }

    private static List<String> strings(JsonElement from, String field) {
        return at(from, field).getAsJsonArray().asList().stream()
                .map(JsonElement::getAsString)
                .toList();
    }

    private Map<String, Object> services() {
        return map(compose.get("services"));
    }

    private Map<String, Map<String, Object>> composed(String service) {
        return services().entrySet().stream()
                .filter(entry -> list(map(entry.getValue()).get("command")).stream()
                        .map(String::valueOf)
                        .toList()
                        .subList(
                                0,
                                Math.min(
                                        2,
                                        list(map(entry.getValue()).get("command"))
                                                .size()))
                        .equals(List.of("serve", service)))
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> map(entry.getValue())));
    }
}
