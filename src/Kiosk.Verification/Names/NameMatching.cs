namespace Kiosk.Verification.Names;

/// <summary>Whether a name lies within the subtree of a name constraint of its form (RFC 5280, 4.2.1.10).</summary>
internal static class NameMatching
{
    /// <returns>Null where no answer can be given: a form that is not interpreted, or a name that is malformed. Whoever asks must then refuse.</returns>
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

    /// <summary>Any number of labels may stand to the left. A wildcard stands for every host that it may be matched with.</summary>
    private static bool? IsHostWithin(string host, string root)
    {
        if (host.Length == 0 || host[0] == '.' || host.Contains("..", StringComparison.Ordinal))
        {
            return null;
        }

        return root.Length == 0 || Equal(host, root) || EndsWithLabel(host, root);
    }

    /// <summary>Whether a host that a wildcard stands for may be within the subtree, though not each of them is.</summary>
    public static bool MayReach(GeneralName name, GeneralName subtree) =>
        name is GeneralName.Dns { Host: ['*', '.', ..] } wildcard && subtree is GeneralName.Dns root
        && EndsWithLabel(root.Host, wildcard.Host[2..]) && !root.Host[..^(wildcard.Host.Length - 1)].Contains('.', StringComparison.Ordinal);

    /// <summary>A mailbox, all mailboxes of a host, or with a leading period all of the hosts of a domain. What stands before the @ keeps its case.</summary>
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

    /// <summary>A host, or with a leading period the hosts below a domain, which are not the domain itself.</summary>
    private static bool IsConstrainedHost(string host, string root) =>
        root.Length == 0 || (root[0] == '.' ? host.Length > root.Length && host.EndsWith(root, StringComparison.OrdinalIgnoreCase) : Equal(host, root));

    /// <summary>The host of a URI with an authority (RFC 3986, 3.2.2).</summary>
    /// <returns>Null where there is none, or an address in its place, which no constraint is about.</returns>
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
