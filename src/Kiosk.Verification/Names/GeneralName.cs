namespace Kiosk.Verification.Names;

/// <summary>A GeneralName (RFC 5280, 4.2.1.6).</summary>
internal abstract record GeneralName
{
    private GeneralName()
    {
    }

    public sealed record Rfc822(string Mailbox) : GeneralName;

    public sealed record Dns(string Host) : GeneralName;

    public sealed record Uri(string Identifier) : GeneralName;

    /// <param name="Octets">In a certificate's name an address of 4 or 16 bytes; in a constraint an address and mask of 8 or 32 bytes.</param>
    public sealed record Ip(ReadOnlyMemory<byte> Octets) : GeneralName;

    public sealed record Directory(DistinguishedName Name) : GeneralName;

    /// <summary>otherName, x400Address, ediPartyName or registeredID, which are never interpreted.</summary>
    /// <param name="TagValue">The number of the context-specific tag: 0, 3, 5 or 8.</param>
    /// <param name="Encoded">DER.</param>
    public sealed record Other(int TagValue, ReadOnlyMemory<byte> Encoded) : GeneralName;
}
