/** Regions and zones: names that clients ask for before anything else. They come from the configuration. */
import { regionId } from './common.ts';
import { defineAction } from './define.ts';
import { oneOf, text } from './params.ts';
import { listField, objectField, textField } from './result.ts';

/** Kinds of load balancer in the words of DescribeAvailableResource. */
export const availableAddressTypes = ['vpc', 'classic_internet', 'classic_intranet'] as const;

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

  DescribeAvailableResource: defineAction({
    name: 'DescribeAvailableResource',
    resource: 'region',
    summary: 'Lists pairs of zones and which kinds of load balancer can be made in them.',
    params: {
      RegionId: regionId(),
      AddressType: oneOf([...availableAddressTypes, 'classic-internet', 'classic-intranet'], {
        optional: true,
        summary: 'Only this kind. The vendor’s page spells it with hyphens too.',
      }),
      AddressIPVersion: oneOf(['ipv4', 'ipv6'], { optional: true, summary: 'Only this IP version.' }),
    },
    result: {
      AvailableResources: listField(
        'AvailableResource',
        objectField({
          MasterZoneId: textField(),
          SlaveZoneId: textField('The same as MasterZoneId when the region has one zone.'),
          SupportResources: listField(
            'SupportResource',
            objectField({
              AddressType: textField('vpc, classic_internet or classic_intranet.'),
              AddressIPVersion: textField('ipv4 or ipv6.'),
            }),
          ),
        }),
      ),
    },
    errors: [],
    example: {
      given: [],
      request: { RegionId: 'cn-hangzhou', AddressType: 'classic_internet', AddressIPVersion: 'ipv4' },
      response: {
        AvailableResources: {
          AvailableResource: [
            {
              MasterZoneId: 'cn-hangzhou-a',
              SlaveZoneId: 'cn-hangzhou-b',
              SupportResources: {
                SupportResource: [{ AddressType: 'classic_internet', AddressIPVersion: 'ipv4' }],
              },
            },
            {
              MasterZoneId: 'cn-hangzhou-b',
              SlaveZoneId: 'cn-hangzhou-a',
              SupportResources: {
                SupportResource: [{ AddressType: 'classic_internet', AddressIPVersion: 'ipv4' }],
              },
            },
          ],
        },
      },
    },
    source: 'API metadata 2024, DescribeAvailableResource',
    notes: [
      'A kind is there when an address pool for it is configured; all zones have the same. Without any, the list is empty.',
    ],
  }),
} as const;
