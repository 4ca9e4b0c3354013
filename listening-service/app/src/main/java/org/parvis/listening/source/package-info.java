/** Places listened to: set up, fetched when due, their silences on record. */
@NullMarked
package org.parvis.listening.source;

import org.jspecify.annotations.NullMarked;
