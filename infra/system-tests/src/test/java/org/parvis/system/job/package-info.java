/** The main job from the first message to the proof, by API alone. */
@NullMarked
package org.parvis.system.job;

import org.jspecify.annotations.NullMarked;
