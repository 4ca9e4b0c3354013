package org.parvis.listening.alert;

import org.apache.commons.numbers.gamma.RegularizedBeta;

/** How unlikely a count is when nothing happened. */
final class Surprise {

    /** What is likelier than this is not told to anybody, however far from the usual it seems. */
    static final double FLOOR = 1e-6;

    /**
     * People answer each other: this many posts bring as much news as one. Without it five posts of one conversation about a
     * brand that is named once a day would be an alarm.
     */
    private static final double POSTS_OF_ONE_CONVERSATION = 3;

    private Surprise() {}

    /**
     * The chance of counting {@code observed} or more in one window, when {@code before} were counted in {@code windows} windows:
     * the rate follows a gamma distribution, the count given the rate a Poisson distribution, together a negative binomial one.
     */
    static double ofCount(double observed, double before, double windows) {
        double news = observed / POSTS_OF_ONE_CONVERSATION;
        if (news <= 0) {
            return 1;
        }
        double shape = before / POSTS_OF_ONE_CONVERSATION + 0.5;
        return RegularizedBeta.value(1 / (1 + windows), news, shape);
    }

    /** The chance of {@code observed} or more when nothing but their mean is known. */
    static double ofCountWithoutPast(double observed, double mean) {
        return Math.pow(mean / (1 + mean), observed);
    }

    /**
     * The chance that {@code hits} or more of {@code all} are of a kind that made {@code share} of what came before: a binomial
     * tail, conversations counted as above.
     */
    static double ofShare(double hits, double all, double share) {
        double news = hits / POSTS_OF_ONE_CONVERSATION;
        if (news <= 0 || share >= 1) {
            return 1;
        }
        return RegularizedBeta.value(share, news, (all - hits) / POSTS_OF_ONE_CONVERSATION + 1);
    }

    /** One standard deviation of such a share. */
    static double unitOfShare(double all, double share) {
        return Math.sqrt(share * (1 - share) * POSTS_OF_ONE_CONVERSATION / all);
    }
}
