/** Alerts: what is unusual about a brand, found each minute, said in words, gathered into one incident per crisis. */
@NullMarked
package org.parvis.listening.alert;

import org.jspecify.annotations.NullMarked;
