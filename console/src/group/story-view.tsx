/** One failover: what led to it and what came of it, as picture, as list, and how things stood at each event. */
import { useState } from 'react';
import { useExplain } from '../explain/use-explain.ts';
import { useFormats } from '../i18n/format.ts';
import { useTexts } from '../i18n/texts.ts';
import type { FailoverEvent } from './event.ts';
import { MomentPanel } from './moment-panel.tsx';
import { originOf, type Story } from './story.ts';
import { texts } from './texts.ts';
import { Timeline } from './timeline.tsx';

interface Props {
  readonly story: Story;
  /** All known events of its listener, oldest first. */
  readonly events: readonly FailoverEvent[];
}

export function StoryView({ story, events }: Props) {
  const [chosen, setChosen] = useState<string>();
  const selected = story.events.find(({ id }) => id === chosen) ?? story.headline ?? story.events.at(-1);
  if (!selected) return null;
  return (
    <div className="story-view">
      <Timeline story={story} selected={selected.id} onSelect={setChosen} />
      <div className="story-columns">
        <EventList story={story} selected={selected.id} onSelect={setChosen} />
        <MomentPanel events={events} at={selected} />
      </div>
    </div>
  );
}

function EventList({
  story,
  selected,
  onSelect,
}: {
  readonly story: Story;
  readonly selected: string;
  readonly onSelect: (id: string) => void;
}) {
  const t = useTexts(texts);
  const explain = useExplain();
  const { milliseconds } = useFormats();
  const origin = originOf(story);
  return (
    <section>
      <h3>{t.events}</h3>
      <ol className="story-events">
        {story.events.map((event) => (
          <li key={event.id}>
            <button type="button" aria-pressed={event.id === selected} onClick={() => onSelect(event.id)}>
              <span className="story-time mono">{milliseconds(event.atMs - origin)}</span>
              <span>
                <strong>{t.kinds[event.fact.kind]}</strong> <bdi>{explain.event(event)}</bdi>
              </span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
