package org.parvis.publishing.channel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.BrandDirectory;
import org.parvis.boot.Ids;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.PageRequest;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.parvis.publishing.api.Network;
import org.parvis.publishing.network.NetworkAdapter;
import org.parvis.publishing.network.Networks;
import org.parvis.publishing.network.SignIn;
import org.parvis.publishing.network.Standing;
import org.parvis.publishing.web.PageProblem;
import org.parvis.publishing.web.PageWords;
import org.parvis.web.Hx;
import org.parvis.web.view.Option;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Channels for people. */
@Controller
@RequestMapping("/publishing/channels")
class ChannelPageController {

    private static final String PAGE = "publishing/channels";
    private static final String FORM = "publishing/channel";

    private final ChannelDesk desk;
    private final ChannelList list;
    private final ChannelHealth health;
    private final Outlooks outlooks;
    private final Networks networks;
    private final Breakers breakers;
    private final BrandDirectory brands;
    private final Access access;
    private final PageWords words;

    ChannelPageController(
            ChannelDesk desk,
            ChannelList list,
            ChannelHealth health,
            Outlooks outlooks,
            Networks networks,
            Breakers breakers,
            BrandDirectory brands,
            Access access,
            PageWords words) {
        this.desk = desk;
        this.list = list;
        this.health = health;
        this.outlooks = outlooks;
        this.networks = networks;
        this.breakers = breakers;
        this.brands = brands;
        this.access = access;
        this.words = words;
    }

    @GetMapping
    String channels(PageRequest page, Hx hx, Model model, Locale locale) {
        Sight.requireAnywhere(access, Action.DRAFT, Action.MANAGE_CHANNELS, Action.READ_AUDIT);
        var found = list.list(access.scope(Action.DRAFT, Action.MANAGE_CHANNELS, Action.READ_AUDIT), page);
        Map<String, ChannelHealth.Condition> conditions =
                health.of(found.items().stream().map(ChannelView::channelId).toList()).stream()
                        .collect(Collectors.toMap(ChannelHealth.Condition::channelId, Function.identity()));
        model.addAttribute(
                "rows",
                found.items().stream()
                        .map(channel -> row(channel, conditions.get(channel.channelId()), locale))
                        .toList());
        model.addAttribute("next", found.next() == null ? null : "/publishing/channels?after=" + found.next());
        model.addAttribute("mayManage", mayManageAny());
        return hx.view(PAGE, "rows");
    }

    private ChannelRow row(ChannelView channel, ChannelHealth.@Nullable Condition condition, Locale locale) {
        return ChannelRow.of(
                channel,
                brands.name(channel.brandId()),
                condition,
                breakers.isOpen(channel.channelId()),
                condition == null || condition.detail() == null ? null : words.cause(locale, condition.detail()),
                !networks.of(channel.network()).requiredCredentials().isEmpty(),
                outlooks.of(channel.channelId(), condition));
    }

    private boolean mayManageAny() {
        return !access.brands(Action.MANAGE_CHANNELS).ids().isEmpty();
    }

    @GetMapping("/new")
    String add(@RequestParam(defaultValue = "") String network, Actor actor, Model model, Locale locale) {
        access.requireAnywhere(Action.MANAGE_CHANNELS);
        var chosen = chosen(network);
        Map<String, String> values = new HashMap<>();
        values.put("zone", actor.zone().getId());
        values.put("undoSeconds", Integer.toString(ChannelDescription.USUAL_UNDO_SECONDS));
        form(model, chosen, null, values, null, locale);
        return FORM;
    }

    private Network chosen(String text) {
        return networks.all().stream()
                .filter(network -> network.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseGet(() -> networks.all().stream().sorted().findFirst().orElseThrow());
    }

    @PostMapping
    ModelAndView connect(
            @RequestParam MultiValueMap<String, String> fields, Model model, Locale locale, RedirectAttributes flash) {
        var values = fields.toSingleValueMap();
        var given = values.getOrDefault("id", "").strip();
        var id = given.isEmpty() ? Ids.next() : given;
        try {
            desk.connect(id, read(values));
        } catch (RuntimeException e) {
            return again(e, chosen(values.getOrDefault("network", "")), null, values, model, locale);
        }
        flash.addFlashAttribute("pvDone", words.text(locale, "publishing.channel.connected"));
        return new ModelAndView("redirect:/publishing/channels/" + id);
    }

    @GetMapping("/{id}")
    String channel(@PathVariable String id, Model model, Locale locale) {
        var channel = desk.read(id);
        form(model, channel.network(), channel, values(channel), null, locale);
        return FORM;
    }

    @PostMapping("/{id}")
    ModelAndView change(
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> fields,
            Model model,
            Locale locale,
            RedirectAttributes flash) {
        var values = fields.toSingleValueMap();
        try {
            desk.change(id, read(values), version(values.getOrDefault("version", "")));
        } catch (RuntimeException e) {
            var channel = desk.read(id);
            return again(e, channel.network(), channel, values, model, locale);
        }
        return done(id, "publishing.channel.changed", flash, locale);
    }

    @PostMapping("/{id}/disable")
    ModelAndView disable(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            RedirectAttributes flash,
            Locale locale) {
        try {
            desk.disable(id, reason);
        } catch (RuntimeException e) {
            var channel = desk.read(id);
            var values = values(channel);
            values.put("reason", reason);
            return again(e, channel.network(), channel, values, model, locale);
        }
        return done(id, "publishing.channel.disabled", flash, locale);
    }

    @PostMapping("/{id}/enable")
    ModelAndView enable(@PathVariable String id, RedirectAttributes flash, Locale locale) {
        desk.enable(id);
        return done(id, "publishing.channel.enabled", flash, locale);
    }

    @PostMapping("/{id}/try")
    ModelAndView trySignIn(@PathVariable String id, Model model, RedirectAttributes flash, Locale locale) {
        SignIn result;
        try {
            result = desk.trySignIn(id);
        } catch (InvalidInput e) {
            var channel = desk.read(id);
            return again(e, channel.network(), channel, values(channel), model, locale);
        }
        var told = switch (result) {
            case SignIn.Works(var account, var standing) -> worked(account, standing, locale);
            case SignIn.NotAccepted(var detail) ->
                words.text(locale, "publishing.channel.try.refused", words.cause(locale, detail));
            case SignIn.NotReached(var cause) ->
                words.text(locale, "publishing.channel.try.notReached", words.cause(locale, cause));
        };
        flash.addFlashAttribute("pvDone", told);
        return new ModelAndView("redirect:/publishing/channels/" + id);
    }

    private String worked(String account, Standing standing, Locale locale) {
        var works = words.text(locale, "publishing.channel.try.works", account);
        return standing.missing().isEmpty()
                ? works
                : works + " "
                        + words.text(locale, "publishing.channel.try.missing", String.join(", ", standing.missing()));
    }

    private ModelAndView done(String id, String key, RedirectAttributes flash, Locale locale) {
        flash.addFlashAttribute("pvDone", words.text(locale, key));
        return new ModelAndView("redirect:/publishing/channels/" + id);
    }

    private ModelAndView again(
            RuntimeException failure,
            Network network,
            @Nullable ChannelView channel,
            Map<String, String> values,
            Model model,
            Locale locale) {
        var problem = words.of(failure, locale).orElseThrow(() -> failure);
        form(model, network, channel, values, problem, locale);
        return new ModelAndView(FORM, model.asMap(), HttpStatus.valueOf(problem.status()));
    }

    private void form(
            Model model,
            Network network,
            @Nullable ChannelView channel,
            Map<String, String> values,
            @Nullable PageProblem problem,
            Locale locale) {
        var adapter = networks.of(network);
        var isManager =
                channel == null || access.scope(Action.MANAGE_CHANNELS).covers(channel.brandId(), channel.channelId());
        model.addAttribute("network", network);
        model.addAttribute(
                "networks",
                networks.all().stream()
                        .sorted()
                        .map(one -> new Option(one.name(), one.name()))
                        .toList());
        model.addAttribute("channel", channel);
        model.addAttribute(
                "row",
                channel == null
                        ? null
                        : row(channel, health.find(channel.channelId()).orElse(null), locale));
        model.addAttribute("brands", brands.options(access.brands(Action.MANAGE_CHANNELS)));
        model.addAttribute("mayManage", isManager);
        model.addAttribute("values", values);
        model.addAttribute("problem", problem);
        model.addAttribute("overall", problem == null || isShownAtAField(problem, channel, adapter) ? null : problem);
        model.addAttribute("help", words.text(locale, "publishing.help." + network));
        model.addAttribute("settings", settings(adapter, values, locale));
        model.addAttribute("secrets", secrets(adapter, locale));
        model.addAttribute("secretElsewhere", channel != null && desk.asksForSecretAgain(channel));
    }

    private static boolean isShownAtAField(PageProblem problem, @Nullable ChannelView channel, NetworkAdapter adapter) {
        return switch (problem.field()) {
            case null -> false;
            case "name", "zone", "undoSeconds", "reason" -> true;
            case "brand" -> channel == null;
            case String field
            when field.startsWith("settings.") ->
                adapter.knownSettings().contains(field.substring("settings.".length()));
            case String field
            when field.startsWith("credentials.") ->
                adapter.requiredCredentials().contains(field.substring("credentials.".length()));
            default -> false;
        };
    }

    /**
     * One field of the form that depends on the network.
     *
     * @param options what can be chosen; empty when anything can be typed
     */
    record Field(
            String name, String key, String label, String hint, String value, boolean required, List<Option> options) {}

    private List<Field> settings(NetworkAdapter adapter, Map<String, String> values, Locale locale) {
        var fields = new ArrayList<Field>();
        for (var key : adapter.knownSettings()) {
            var name = "setting." + key;
            fields.add(new Field(
                    name,
                    key,
                    own(adapter.network(), "publishing.setting", key, "", locale),
                    own(adapter.network(), "publishing.setting", key, ".hint", locale),
                    values.getOrDefault(name, ""),
                    adapter.requiredSettings().contains(key),
                    options(key, locale)));
        }
        fields.sort(Comparator.comparing((Field field) -> !field.required()).thenComparing(Field::key));
        return fields;
    }

    private List<Field> secrets(NetworkAdapter adapter, Locale locale) {
        return adapter.requiredCredentials().stream()
                .sorted()
                .map(key -> new Field(
                        "secret." + key,
                        key,
                        words.text(locale, "publishing.secret." + key),
                        own(adapter.network(), "publishing.secret", key, ".hint", locale),
                        "",
                        true,
                        List.of()))
                .toList();
    }

    /** The words for this network where it has some of its own, else those for all. */
    private String own(Network network, String prefix, String key, String end, Locale locale) {
        var special = prefix + "." + network + "." + key + end;
        var text = words.text(locale, special);
        if (!text.equals(special)) {
            return text;
        }
        var usual = prefix + "." + key + end;
        var known = words.text(locale, usual);
        return known.equals(usual) ? "" : known;
    }

    private List<Option> options(String key, Locale locale) {
        return switch (key) {
            case "class" -> options(ChannelDescription.CLASSES, "publishing.class.", locale);
            case "visibility" -> options(ChannelDescription.VISIBILITIES, "publishing.visibility.", locale);
            default -> List.of();
        };
    }

    private List<Option> options(List<String> values, String prefix, Locale locale) {
        return values.stream()
                .map(value -> new Option(value, words.text(locale, prefix + value)))
                .toList();
    }

    private static Map<String, String> values(ChannelView channel) {
        Map<String, String> values = new HashMap<>();
        values.put("brand", channel.brandId());
        values.put("name", channel.name());
        values.put("zone", channel.zone());
        values.put("undoSeconds", Integer.toString(channel.undoSeconds()));
        channel.settings().forEach((key, value) -> values.put("setting." + key, value));
        return values;
    }

    private static ChannelForm read(Map<String, String> values) {
        Map<String, @Nullable String> settings = new HashMap<>();
        Map<String, @Nullable String> secrets = new HashMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith("setting.") && !value.isBlank()) {
                settings.put(name.substring("setting.".length()), value);
            } else if (name.startsWith("secret.") && !value.isBlank()) {
                secrets.put(name.substring("secret.".length()), value);
            }
        });
        return new ChannelForm(
                values.get("brand"),
                values.get("network"),
                values.get("name"),
                values.get("zone"),
                settings,
                secrets,
                seconds(values.get("undoSeconds")));
    }

    /** A version nobody ever saw when the form names none. */
    private static long version(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static @Nullable Integer seconds(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? null : Integer.valueOf(text.strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
