using System.Formats.Asn1;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Der;

namespace Kiosk.Verification.Revocation;

/// <summary>A sliding 256 KiB window over a stream of DER.</summary>
internal sealed class StreamWindow(Stream source)
{
    private const int Length = 256 * 1024;

    /// <summary>Limit for an element that must be in memory as a whole.</summary>
    private const int MaxElement = 64 * 1024;

    private readonly byte[] buffer = GC.AllocateUninitializedArray<byte>(Length);
    private int start;
    private int end;

    private ReadOnlySpan<byte> Available => buffer.AsSpan(start, end - start);

    /// <summary>The next tag.</summary>
    public byte Peek()
    {
        Require(1);
        return buffer[start];
    }

    /// <summary>The next two bytes, or as many as there are.</summary>
    public ReadOnlySpan<byte> PeekBegin()
    {
        Fill();
        return Available[..Math.Min(2, end - start)];
    }

    /// <summary>Reads a header without advancing.</summary>
    /// <exception cref="AsnContentException">The tag differs, the length is not DER, or the stream has ended.</exception>
    public (int Length, int ContentLength) ReadHeader(byte tag)
    {
        (int Length, int ContentLength) header;
        for (var needed = 2; !DerReader.TryReadHeader(Available, out header); needed++)
        {
            Require(needed);
        }

        return buffer[start] == tag ? header : throw new DerRuleException($"Tag {buffer[start]:X2} stands in the CRL where {tag:X2} should (RFC 5280, 5.1).");
    }

    /// <summary>Advances by the given number of bytes and returns them; valid until the next call.</summary>
    /// <exception cref="AsnContentException">The stream ends too early.</exception>
    public ReadOnlySpan<byte> Take(int length)
    {
        Require(length);
        var taken = buffer.AsSpan(start, length);
        start += length;
        return taken;
    }

    /// <summary>Fills the window and returns the length of the whole elements with this tag at its start.</summary>
    /// <param name="length">Bytes remaining up to the end of the last such element; greater than zero.</param>
    /// <returns>Greater than zero.</returns>
    /// <exception cref="AsnContentException">The tag differs, an element exceeds the limit or is far too long, or the stream ends too early.</exception>
    public int FindWholeElements(byte tag, int length)
    {
        Fill();
        var available = Available[..Math.Min(length, end - start)];
        var whole = 0;
        while (DerReader.TryReadHeader(available[whole..], out var header))
        {
            if (available[whole] != tag || header.ContentLength > MaxElement || header.ContentLength > length - whole - header.Length)
            {
                throw new DerRuleException($"An entry of the CRL is no SEQUENCE, passes the end of revokedCertificates, or takes more than {MaxElement} bytes (RFC 5280, 5.1).");
            }

            var element = header.Length + header.ContentLength;
            if (element > available.Length - whole)
            {
                break;
            }

            whole += element;
        }

        return whole > 0 ? whole : throw new DerRuleException("revokedCertificates ends within an entry: the CRL is cut short. Fetch it again.") { SaysRemedy = true };
    }

    /// <exception cref="AsnContentException">Bytes follow.</exception>
    public void RequireEnd()
    {
        Fill();
        if (end > start)
        {
            throw DerFrame.Followed(end - start, CrlParser.Document);
        }
    }

    private void Require(int length)
    {
        if (length > buffer.Length)
        {
            throw new DerRuleException("A field of the CRL is far longer than it can be.");
        }

        if (end - start < length)
        {
            Fill();
        }

        if (end - start < length)
        {
            throw new DerRuleException("The CRL is cut short: it ends before what its own lengths claim. Fetch it again.") { SaysRemedy = true };
        }
    }

    private void Fill()
    {
        if (start > 0)
        {
            Buffer.BlockCopy(buffer, start, buffer, 0, end - start);
            (start, end) = (0, end - start);
        }

        while (end < buffer.Length && source.Read(buffer, end, buffer.Length - end) is > 0 and var read)
        {
            end += read;
        }
    }
}
