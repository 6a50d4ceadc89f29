/** Regions and zones: names that clients ask for before anything else. They come from the configuration. */
import { regionId } from './common.ts';
import { defineAction } from './define.ts';
import { oneOf, text } from './params.ts';
import { listField, objectField, textField } from './result.ts';

const acceptLanguage = () =>
  oneOf(['zh-CN', 'en-US', 'ja'], {
    optional: true,
    summary: 'Language of LocalName. Names are given as configured, in whatever language.',
  });

export const regionActions = {
  DescribeRegions: defineAction({
    name: 'DescribeRegions',
    resource: 'region',
    summary: 'Lists the regions of this service and the endpoint to call for each.',
    params: { RegionId: regionId(), AcceptLanguage: acceptLanguage() },
    result: {
      Regions: listField(
        'Region',
        objectField({
          RegionId: textField(),
          LocalName: textField('Name as configured.'),
          RegionEndpoint: textField('host:port that this very call was sent to.'),
        }),
      ),
    },
    errors: [],
    example: {
      given: [],
      request: {},
      response: {
        Regions: {
          Region: [
            { RegionId: 'cn-hangzhou', LocalName: 'Hangzhou', RegionEndpoint: 'slb.example.com:8080' },
          ],
        },
      },
    },
    source: 'API metadata 2024, DescribeRegions',
    notes: [
      'RegionEndpoint is the host and port that the client called: clients that discover their endpoint (cloudmux) then stay here.',
      'All regions are listed whatever RegionId says.',
    ],
  }),

  DescribeZones: defineAction({
    name: 'DescribeZones',
    resource: 'region',
    summary: 'Lists the zones of a region.',
    params: {
      RegionId: text({ summary: 'The region.', maxLength: 64, optional: true, sample: 'cn-hangzhou' }),
      AcceptLanguage: acceptLanguage(),
    },
    result: {
      Zones: listField(
        'Zone',
        objectField({
          ZoneId: textField(),
          LocalName: textField(),
          SlaveZones: listField('SlaveZone', objectField({ ZoneId: textField(), LocalName: textField() }), {
            doc: 'Zones that can stand in for this one: all others of the region.',
          }),
        }),
      ),
    },
    errors: [],
    example: {
      given: [],
      request: { RegionId: 'cn-hangzhou' },
      response: {
        Zones: {
          Zone: [
            {
              ZoneId: 'cn-hangzhou-a',
              LocalName: 'cn-hangzhou-a',
              SlaveZones: { SlaveZone: [{ ZoneId: 'cn-hangzhou-b', LocalName: 'cn-hangzhou-b' }] },
            },
            {
              ZoneId: 'cn-hangzhou-b',
              LocalName: 'cn-hangzhou-b',
              SlaveZones: { SlaveZone: [{ ZoneId: 'cn-hangzhou-a', LocalName: 'cn-hangzhou-a' }] },
            },
          ],
        },
      },
    },
    source: 'API metadata 2024 and 2026 (AcceptLanguage), DescribeZones',
    notes: [
      'Zones are names only: they are kept with a load balancer and given back. LocalName is the zone id.',
    ],
  }),
} as const;
