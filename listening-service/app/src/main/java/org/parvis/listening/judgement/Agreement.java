package org.parvis.listening.judgement;

/**
 * How often people agreed.
 *
 * @param right times they found it right
 * @param of times they looked
 */
public record Agreement(long right, long of) {

    /** Of the normal distribution, for 95 %. */
    private static final double Z = 1.959964;

    public double share() {
        return of == 0 ? 0 : (double) right / of;
    }

    /**
     * From where the true share likely lies: the score interval (Wilson, Probable inference, the law of succession, and statistical
     * inference, JASA 22, 1927), which holds for few looks too.
     */
    public double low() {
        return Math.max(0, middle() - width());
    }

    /** Up to where the true share likely lies. */
    public double high() {
        return Math.min(1, middle() + width());
    }

    private double middle() {
        return of == 0 ? 0.5 : (share() + Z * Z / (2 * of)) / (1 + Z * Z / of);
    }

    private double width() {
        return of == 0 ? 0.5 : Z / (1 + Z * Z / of) * Math.sqrt(share() * (1 - share()) / of + Z * Z / (4.0 * of * of));
    }
}
