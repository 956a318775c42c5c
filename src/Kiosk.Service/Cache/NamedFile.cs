namespace Kiosk.Service.Cache;

/// <summary>A file on this machine, and what its owner calls it: for a feed's file its target path, under which the desk published it, not the hash that it is kept under.</summary>
internal sealed record NamedFile(string Name, string Path);
