/** The region that pages show; what is outside of it is one choice away, in the bar. */
import { createContext, type ReactNode, use, useMemo, useState } from 'react';
import { useAnswer } from '../api/use-call.ts';
import { useTexts } from '../i18n/texts.ts';
import { Loading } from '../ui/loading.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { texts } from './texts.ts';

interface RegionState {
  readonly regionId: string;
  readonly regions: readonly { readonly RegionId: string; readonly LocalName: string }[];
  readonly choose: (regionId: string) => void;
}

const STORED_AS = 'hotspare.region';
const RegionContext = createContext<RegionState | null>(null);

export function RegionProvider({ children }: { readonly children: ReactNode }) {
  const { data, error } = useAnswer('DescribeRegions');
  const [chosen, setChosen] = useState(() => localStorage.getItem(STORED_AS));
  const state = useMemo(() => {
    const regions = data?.Regions ?? [];
    const known = regions.find(({ RegionId }) => RegionId === chosen) ?? regions[0];
    return {
      regionId: known?.RegionId ?? '',
      regions,
      choose: (regionId: string): void => {
        localStorage.setItem(STORED_AS, regionId);
        setChosen(regionId);
      },
    };
  }, [data, chosen]);
  if (error) return <ProblemAlert problem={error} />;
  if (!data) return <Loading />;
  return <RegionContext value={state}>{children}</RegionContext>;
}

export function useRegion(): RegionState {
  const state = use(RegionContext);
  if (!state) throw new Error('used outside of a region');
  return state;
}

/** Nothing where there is only one. */
export function RegionChoice() {
  const t = useTexts(texts);
  const { regionId, regions, choose } = useRegion();
  if (regions.length < 2) return null;
  return (
    <select
      className="control region-choice"
      aria-label={t.region}
      value={regionId}
      onChange={(event) => choose(event.target.value)}
    >
      {regions.map((region) => (
        <option key={region.RegionId} value={region.RegionId}>
          {region.LocalName === '' ? region.RegionId : `${region.LocalName} (${region.RegionId})`}
        </option>
      ))}
    </select>
  );
}
