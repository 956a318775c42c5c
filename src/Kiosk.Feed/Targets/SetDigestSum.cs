using System.Security.Cryptography;

namespace Kiosk.Feed.Targets;

/// <summary>Computes the hash of <see cref="SetDigest.With"/> from stored digests that stream past in parts of any length. Not safe for concurrent use.</summary>
/// <remarks>The digests are not validated: damaged ones give another hash than the signed one.</remarks>
/// <param name="patch">Applied to the digests.</param>
public sealed class SetDigestSum(SetDigestPatch patch) : IDisposable
{
    private readonly IncrementalHash sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] carried = new byte[SetDigest.MaxEntryLength];
    private int carriedLength;
    private int headLength = SetDigest.HeadLength;
    private int next;

    /// <summary>Adds the next part of <see cref="SetDigest.Encoded"/>.</summary>
    public void Add(ReadOnlySpan<byte> part)
    {
        var head = part[..Math.Min(headLength, part.Length)];
        sum.AppendData(head);
        headLength -= head.Length;
        var rest = part[head.Length..];
        if (carriedLength > 0)
        {
            rest = Complete(rest);
        }

        rest = Apply(rest);
        rest.CopyTo(carried.AsSpan(carriedLength));
        carriedLength += rest.Length;
    }

    /// <summary>The hash of all parts added.</summary>
    public SetHash Finish()
    {
        sum.AppendData(carried.AsSpan(0, carriedLength));
        for (; next < patch.Count; next++)
        {
            Append(patch.Buckets[next]);
        }

        return new(sum.GetHashAndReset());
    }

    public void Dispose() => sum.Dispose();

    /// <summary>Completes the bucket that the last part ended in.</summary>
    private ReadOnlySpan<byte> Complete(ReadOnlySpan<byte> part)
    {
        while (!part.IsEmpty && carriedLength < LengthOf(carried[0]))
        {
            var lacking = part[..Math.Min(LengthOf(carried[0]) - carriedLength, part.Length)];
            lacking.CopyTo(carried.AsSpan(carriedLength));
            carriedLength += lacking.Length;
            part = part[lacking.Length..];
        }

        if (carriedLength == LengthOf(carried[0]))
        {
            _ = Apply(carried.AsSpan(0, carriedLength));
            carriedLength = 0;
        }

        return part;
    }

    /// <returns>The start of a bucket that continues in the next part.</returns>
    private ReadOnlySpan<byte> Apply(ReadOnlySpan<byte> digests)
    {
        var (start, position) = (0, 0);
        while (position < digests.Length && LengthOf(digests[position]) <= digests.Length - position)
        {
            var prefix = digests.Slice(position + 1, digests[position]);
            var order = -1;
            for (; next < patch.Count && (order = patch.Buckets[next].Prefix.Span.SequenceCompareTo(prefix)) <= 0; next++)
            {
                sum.AppendData(digests[start..position]);
                start = position;
                Append(patch.Buckets[next]);
                if (order == 0)
                {
                    start += LengthOf(digests[position]);
                }
            }

            position += LengthOf(digests[position]);
        }

        sum.AppendData(digests[start..position]);
        return digests[position..];
    }

    private void Append(ChangedBucket bucket)
    {
        if (!bucket.IsEmpty)
        {
            SetDigest.Write(sum.AppendData, bucket.Prefix.Span, bucket.Digest.Span);
        }
    }

    private static int LengthOf(byte prefixLength) => 1 + prefixLength + SetHash.Length;
}
