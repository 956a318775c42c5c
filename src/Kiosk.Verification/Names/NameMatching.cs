namespace Kiosk.Verification.Names;

/// <summary>Matches names against the subtrees of name constraints (RFC 5280, 4.2.1.10).</summary>
internal static class NameMatching
{
    /// <returns>Null if undecidable: the form is not supported or the name is malformed. The caller must then reject.</returns>
    public static bool? IsWithin(GeneralName name, GeneralName subtree) => (name, subtree) switch
    {
        (GeneralName.Directory directory, GeneralName.Directory root) => directory.Name.IsWithin(root.Name),
        (GeneralName.Dns dns, GeneralName.Dns root) => IsHostWithin(dns.Host, root.Host),
        (GeneralName.Rfc822 mail, GeneralName.Rfc822 root) => IsMailboxWithin(mail.Mailbox, root.Mailbox),
        (GeneralName.Uri uri, GeneralName.Uri root) => HostOf(uri.Identifier) is { } host ? IsConstrainedHost(host, root.Identifier) : null,
        (GeneralName.Ip ip, GeneralName.Ip root) => IsAddressWithin(ip.Octets.Span, root.Octets.Span),
        _ => null,
    };

    public static bool IsOfOneForm(GeneralName name, GeneralName subtree) =>
        name.GetType() == subtree.GetType() && (name as GeneralName.Other)?.TagValue == (subtree as GeneralName.Other)?.TagValue;

    /// <summary>Any number of labels may precede the root. A wildcard is within only if every host that it matches is.</summary>
    private static bool? IsHostWithin(string host, string root)
    {
        if (host.Length == 0 || host[0] == '.' || host.Contains("..", StringComparison.Ordinal))
        {
            return null;
        }

        return root.Length == 0 || Equal(host, root) || EndsWithLabel(host, root);
    }

    /// <summary>Whether some host that a wildcard matches, though not every one, may be within the subtree.</summary>
    public static bool MayReach(GeneralName name, GeneralName subtree) =>
        name is GeneralName.Dns { Host: ['*', '.', ..] } wildcard && subtree is GeneralName.Dns root
        && EndsWithLabel(root.Host, wildcard.Host[2..]) && !root.Host[..^(wildcard.Host.Length - 1)].Contains('.', StringComparison.Ordinal);

    /// <summary>The root is a mailbox, a host, or with a leading period all hosts in a domain. The part before the @ is case-sensitive.</summary>
    private static bool? IsMailboxWithin(string mailbox, string root)
    {
        var at = mailbox.LastIndexOf('@');
        if (at <= 0 || at == mailbox.Length - 1)
        {
            return null;
        }

        var rootAt = root.LastIndexOf('@');
        return rootAt < 0
            ? IsConstrainedHost(mailbox[(at + 1)..], root)
            : mailbox.AsSpan(0, at).SequenceEqual(root.AsSpan(0, rootAt)) && Equal(mailbox[(at + 1)..], root[(rootAt + 1)..]);
    }

    /// <summary>The root is a host, or with a leading period all hosts below a domain, excluding the domain itself.</summary>
    private static bool IsConstrainedHost(string host, string root) =>
        root.Length == 0 || (root[0] == '.' ? host.Length > root.Length && host.EndsWith(root, StringComparison.OrdinalIgnoreCase) : Equal(host, root));

    /// <summary>The host of a URI with an authority (RFC 3986, 3.2.2).</summary>
    /// <returns>Null if there is none, or if it is an IP address, to which no URI constraint applies.</returns>
    private static string? HostOf(string uri)
    {
        var start = uri.IndexOf("://", StringComparison.Ordinal);
        if (start <= 0)
        {
            return null;
        }

        var authority = uri.AsSpan(start + 3);
        authority = authority.IndexOfAny('/', '?', '#') is >= 0 and var end ? authority[..end] : authority;
        authority = authority[(authority.LastIndexOf('@') + 1)..];
        if (authority.StartsWith('['))
        {
            return null;
        }

        var host = authority.IndexOf(':') is >= 0 and var colon ? authority[..colon] : authority;
        return host.IsEmpty || System.Net.IPAddress.TryParse(host, out _) ? null : host.ToString();
    }

    private static bool? IsAddressWithin(ReadOnlySpan<byte> address, ReadOnlySpan<byte> root)
    {
        if (address.Length is not (4 or 16))
        {
            return null;
        }

        if (root.Length != 2 * address.Length)
        {
            return false;
        }

        for (var i = 0; i < address.Length; i++)
        {
            var mask = root[address.Length + i];
            if ((address[i] & mask) != (root[i] & mask))
            {
                return false;
            }
        }

        return true;
    }

    private static bool EndsWithLabel(string host, string root) =>
        host.Length > root.Length && host[^(root.Length + 1)] == '.' && host.EndsWith(root, StringComparison.OrdinalIgnoreCase);

    private static bool Equal(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
