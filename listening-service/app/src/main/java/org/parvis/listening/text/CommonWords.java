package org.parvis.listening.text;

import java.util.Set;

/** The small words of French and English that hold sentences together: they say which language a text is in, and nothing else. */
public final class CommonWords {

    public static final Set<String> FRENCH = words("""
            le la les un une des du de au aux et ou mais donc car ni que qui quoi dont où ce cet cette ces mon ma mes ton ta tes son sa ses
            notre nos votre vos leur leurs je tu il elle on nous vous ils elles me te se lui eux moi toi soi y en ne pas plus jamais rien
            est suis es sommes êtes sont était étaient sera seront serait être été ai as a avons avez ont avait avaient aura aurait avoir
            fait faire fais font dit dire peut peux pouvez peuvent pouvoir veux veut voulez doit dois devez faut va vais allez vont aller
            avec sans pour par dans sur sous chez vers entre depuis pendant avant après contre selon malgré comme si quand lorsque puisque
            parce aussi très trop peu bien mal encore déjà toujours souvent ici là voilà oui non merci bonjour bonsoir salut svp
            tout toute tous toutes même autre autres chaque plusieurs quel quelle quels quelles alors ainsi ça cela ceci c j d l n s t m qu
            quelqu jusqu aujourd hui hier demain jour jours heure heures an ans fois
            """);

    public static final Set<String> ENGLISH = words("""
            the a an and or but so nor of to in on at by for from with without into onto over under about after before between through
            during against within i you he she it we they me him her us them my your his its our their mine yours this that these those
            is am are was were be been being have has had having do does did doing will would shall should can could may might must
            not no never nothing isn aren wasn weren don doesn didn won wouldn can couldn shouldn haven hasn hadn ain
            what which who whom whose when where why how if then than because as while until since though although
            there here very too more most less least just only also even still yet already again always often ever
            yes please thanks thank hello hi hey all any some each every both either neither other another such same own
            day days hour hours today yesterday tomorrow now time got get gets getting go going gone went make made
            ve re ll d s t m
            """);

    private CommonWords() {}

    private static Set<String> words(String text) {
        return Set.of(
                java.util.Arrays.stream(text.strip().split("\\s+")).distinct().toArray(String[]::new));
    }
}
