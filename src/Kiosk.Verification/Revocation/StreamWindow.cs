using System.Formats.Asn1;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Der;

namespace Kiosk.Verification.Revocation;

/// <summary>The part of a stream of DER that is in memory: a quarter of a megabyte, moved along as it is read.</summary>
internal sealed class StreamWindow(Stream source)
{
    private const int Length = 256 * 1024;

    /// <summary>Of one element that has to be in memory as a whole.</summary>
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

    /// <summary>Reads a header without moving on.</summary>
    /// <exception cref="AsnContentException">Another tag, a length that is not DER, or nothing more.</exception>
    public (int Length, int ContentLength) ReadHeader(byte tag)
    {
        (int Length, int ContentLength) header;
        for (var needed = 2; !DerReader.TryReadHeader(Available, out header); needed++)
        {
            Require(needed);
        }

        return buffer[start] == tag ? header : throw new DerRuleException($"Tag {buffer[start]:X2} stands in the CRL where {tag:X2} should (RFC 5280, 5.1).");
    }

    /// <summary>Moves on by so many bytes, which must be there; valid until the next call.</summary>
    /// <exception cref="AsnContentException">The stream ends before.</exception>
    public ReadOnlySpan<byte> Take(int length)
    {
        Require(length);
        var taken = buffer.AsSpan(start, length);
        start += length;
        return taken;
    }

    /// <summary>How many of the next bytes are whole elements with this tag; the window is filled first.</summary>
    /// <param name="length">Where the last of them ends; greater than zero.</param>
    /// <returns>Greater than zero.</returns>
    /// <exception cref="AsnContentException">Another tag, an element that passes the end or is far too long, or the stream ends before.</exception>
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

    /// <exception cref="AsnContentException">Something follows.</exception>
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
