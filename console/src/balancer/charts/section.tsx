/** Charts of a load balancer or one of its listeners, from the service's own time series. */
import { useId, useMemo, useState } from 'react';
import { useFormats, type Formats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { useBalancer } from '../../live/use-live.ts';
import { Choice } from '../../ui/choice.tsx';
import { Loading } from '../../ui/loading.tsx';
import { part } from '../../ui/part.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { nameOf } from '../picture/picture.ts';
import { texts } from '../texts.ts';
import './charts.css';
import { type ChartData, type ChartName, chartsOf, extremesOf, timesOf } from './points.ts';
import { useTraffic } from './use-traffic.ts';

const Plot = part(async () => (await import('./plot.tsx')).Plot);

const RANGES = [5, 30, 120, 1440] as const;

export function ChartsSection({ loadBalancerId }: { readonly loadBalancerId: string }) {
  const t = useTexts(texts);
  const selectId = useId();
  const [minutes, setMinutes] = useState<(typeof RANGES)[number]>(30);
  const [listener, setListener] = useState('');
  const { value: balancer } = useBalancer(loadBalancerId);
  const { data, error } = useTraffic(loadBalancerId, minutes, listener);
  const points = data?.Points;
  const times = useMemo(() => timesOf(points ?? []), [points]);
  const charts = useMemo(() => chartsOf(points ?? []), [points]);
  return (
    <div className="stack">
      <div className="row">
        <Choice
          label={t.range}
          options={RANGES.map((value) => ({ value, label: t.ranges[value] }))}
          value={minutes}
          onChange={setMinutes}
        />
        <label htmlFor={selectId} className="row push chart-listener">
          {t.ofListener}
          <select
            id={selectId}
            className="control"
            value={listener}
            onChange={(event) => setListener(event.target.value)}
          >
            <option value="">{t.whole}</option>
            {balancer?.listeners.map((one) => (
              <option key={nameOf(one)}>{nameOf(one)}</option>
            ))}
          </select>
        </label>
      </div>
      <ProblemAlert problem={error} />
      {!data && !error && <Loading />}
      {points?.length === 0 && <p className="card quiet">{t.noPoints}</p>}
      {points && points.length > 0 && (
        <div className="charts">
          {charts.map((chart) => (
            <Chart key={chart.name} chart={chart} times={times} />
          ))}
        </div>
      )}
    </div>
  );
}

function Chart({ chart, times }: { readonly chart: ChartData; readonly times: readonly number[] }) {
  const t = useTexts(texts);
  const formats = useFormats();
  const format = formatOf(chart.name, formats);
  const title = t.charts[chart.name];
  return (
    <section className="card chart">
      <h2>{title}</h2>
      <p className="quiet chart-summary">
        {chart.series
          .map(({ name, values }) => {
            const extremes = extremesOf(values);
            return extremes
              ? t.chartSummary(t.series[name], format(extremes.latest), format(extremes.most))
              : '';
          })
          .join(' ')}
      </p>
      <Plot
        times={times}
        data={chart}
        labels={chart.series.map(({ name }) => t.series[name])}
        timeLabel={t.time}
        format={format}
      />
    </section>
  );
}

function formatOf(name: ChartName, { number, bytesPerSecond }: Formats): (value: number) => string {
  switch (name) {
    case 'traffic':
      return bytesPerSecond;
    case 'latency':
      return (value) => `${number(value)} ms`;
    case 'health':
      return (value) => `${number(value)} %`;
    case 'connections':
    case 'newConnections':
      return number;
  }
}
