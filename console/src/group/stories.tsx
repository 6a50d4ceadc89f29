/** Everything that happened, newest first, each failover with its cause and effect. */
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { useExplain } from '../explain/use-explain.ts';
import { useFormats } from '../i18n/format.ts';
import { useTexts } from '../i18n/texts.ts';
import { Badge } from '../ui/badge.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { eventsOf, storiesOf, type Story } from './story.ts';
import { StoryView } from './story-view.tsx';
import './stories.css';
import { texts } from './texts.ts';
import type { FailoverHistory } from './use-history.ts';

export function Stories({ history }: { readonly history: FailoverHistory }) {
  const t = useTexts(texts);
  const { events, more, isLoading, problem } = history;
  const stories = useMemo(() => storiesOf(events), [events]);
  const [open, setOpen] = useState<string | null>();
  if (isLoading) return <Loading />;
  const first = stories.find(({ headline }) => headline !== undefined) ?? stories[0];
  const shown = open === undefined ? first?.id : open;
  return (
    <div className="stories">
      <ProblemAlert problem={problem} />
      {stories.length === 0 && <p className="quiet card">{t.historyEmpty}</p>}
      {stories.map((story) => (
        <article key={story.id} className="card story" data-open={story.id === shown}>
          <StoryHead
            story={story}
            isOpen={story.id === shown}
            onToggle={() => setOpen(story.id === shown ? null : story.id)}
          />
          {story.id === shown && <StoryView story={story} events={eventsOf(events, story.listener)} />}
        </article>
      ))}
      {more && <Button onClick={more}>{t.more}</Button>}
    </div>
  );
}

interface HeadProps {
  readonly story: Story;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function StoryHead({ story, isOpen, onToggle }: HeadProps) {
  const explain = useExplain();
  const { dateTime } = useFormats();
  const shown = story.headline ?? story.events.at(-1);
  if (!shown) return null;
  return (
    <button type="button" className="story-head" aria-expanded={isOpen} onClick={onToggle}>
      <span className="row">
        <strong>{useTitle(story)}</strong>
        <Badge>{story.listener}</Badge>
        <Figures story={story} />
        <time className="quiet push" dateTime={new Date(shown.atMs).toISOString()}>
          {dateTime(shown.atMs)}
        </time>
      </span>
      <span className="quiet">{explain.event(shown)}</span>
    </button>
  );
}

function useTitle({ headline }: Story): string {
  const t = useTexts(texts);
  if (headline?.fact.kind === 'decision') {
    return t.switched(t.roles[headline.fact.from], t.roles[headline.fact.to]);
  }
  return headline ? t.heldStory : t.evidenceOnly;
}

function Figures({ story }: { readonly story: Story }) {
  const t = useTexts(texts);
  const { duration, number } = useFormats();
  const figures = story.events.flatMap(({ fact }) => {
    if (fact.kind === 'decision' && fact.detectionMs !== null)
      return [t.detected(duration(fact.detectionMs))];
    if (fact.kind === 'first-served') return [t.served(duration(fact.afterMs))];
    if (fact.kind === 'applied' && fact.cutConnections > 0) return [t.cut(number(fact.cutConnections))];
    return [];
  });
  return figures.map((figure) => (
    <span key={figure} className="quiet">
      {figure}
    </span>
  ));
}
