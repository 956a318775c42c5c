namespace Kiosk.Service.Sync.Tuf;

/// <summary>The address of a folder on a web server.</summary>
internal sealed class FeedAddress
{
    private readonly string folder;

    private FeedAddress(Uri folder) => this.folder = folder.AbsoluteUri.EndsWith('/') ? folder.AbsoluteUri : folder.AbsoluteUri + "/";

    /// <summary>Whether the server is this machine.</summary>
    public bool IsLoopback => new Uri(folder).IsLoopback;

    /// <summary>Whether it is https.</summary>
    public bool IsSecure => folder.StartsWith(Uri.UriSchemeHttps + ":", StringComparison.Ordinal);

    /// <returns>Null for anything but an absolute http or https address without query and fragment.</returns>
    public static FeedAddress? TryParse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            && address.Query.Length == 0 && address.Fragment.Length == 0
                ? new(address)
                : null;

    /// <param name="relative">URL-encoded. Sent unchanged: nothing is decoded, and no dot segments are resolved.</param>
    public Uri Of(string relative) => new(folder + relative, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

    public override string ToString() => folder;
}
