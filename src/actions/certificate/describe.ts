import { ApiError } from '../../contract/api-error.ts';
import type { CaCertificate, ServerCertificate } from '../../domain/certificates.ts';
import type { ErrorId } from '../../contract/errors.ts';
import type { ActionHandler } from '../context.ts';
import { hasTags, wireTags } from '../format.ts';
import { caCertificatesOfRegion, serverCertificatesOfRegion } from './find.ts';
import { caCertificateToWire, serverCertificateToWire } from './to-wire.ts';

export const describeServerCertificates: ActionHandler<'DescribeServerCertificates'> = async (
  params,
  context,
) => {
  const regionId = params.RegionId ?? context.settings.defaultRegionId;
  const found = filtered(await serverCertificatesOfRegion(context, regionId), {
    ids: params.ServerCertificateId,
    resourceGroupId: params.ResourceGroupId,
    tags: params.Tag,
    otherGroup: 'serverCertificateOfOtherGroup',
  });
  return {
    ServerCertificates: found.map((certificate) => ({
      ...serverCertificateToWire(certificate),
      Tags: wireTags(certificate.tags),
    })),
  };
};

export const describeCACertificates: ActionHandler<'DescribeCACertificates'> = async (params, context) => {
  const regionId = params.RegionId ?? context.settings.defaultRegionId;
  const found = filtered(await caCertificatesOfRegion(context, regionId), {
    ids: params.CACertificateId,
    resourceGroupId: params.ResourceGroupId,
    tags: params.Tag,
    otherGroup: 'caCertificateOfOtherGroup',
  });
  return {
    CACertificates: found.map((certificate) => ({
      RegionId: certificate.regionId,
      ...caCertificateToWire(certificate),
      Tags: wireTags(certificate.tags),
    })),
  };
};

interface Filter {
  readonly ids: readonly string[];
  readonly resourceGroupId: string | undefined;
  readonly tags: Parameters<typeof hasTags>[1];
  /** What answers when a certificate asked for by its id is not in the group asked for. */
  readonly otherGroup: ErrorId;
}

/** The oldest first. An id that does not exist is passed over: Terraform takes an empty list for "gone". */
function filtered<C extends ServerCertificate | CaCertificate>(
  all: readonly C[],
  { ids, resourceGroupId: group, tags, otherGroup }: Filter,
): readonly C[] {
  const asked = ids.length === 0 ? all : all.filter(({ id }) => ids.includes(id));
  const inGroup = asked.filter(({ resourceGroupId }) => group === undefined || resourceGroupId === group);
  const stray = asked.find((certificate) => !inGroup.includes(certificate));
  if (ids.length > 0 && group !== undefined && stray) throw new ApiError(otherGroup, { id: stray.id, group });
  return inGroup
    .filter((certificate) => hasTags(certificate.tags, tags))
    .sort((a, b) => a.createdMs - b.createdMs);
}
