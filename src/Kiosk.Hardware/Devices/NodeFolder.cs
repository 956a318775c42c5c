namespace Kiosk.Hardware.Devices;

/// <summary>The nodes of a folder such as <c>/dev/input</c>.</summary>
internal static class NodeFolder
{
    /// <returns>Sorted paths; none if the folder does not exist.</returns>
    /// <exception cref="DeviceException">The folder cannot be read now, for example because the process is out of descriptors.</exception>
    public static IReadOnlyList<string> Entries(string folder, string pattern)
    {
        try
        {
            return Directory.Exists(folder) ? [.. Directory.EnumerateFileSystemEntries(folder, pattern).Order(StringComparer.Ordinal)] : [];
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new DeviceAccessException(folder, $"{folder} cannot be read: {exception.Message}", exception);
        }
        catch (IOException exception)
        {
            throw new DeviceFaultException(folder, $"{folder} cannot be read: {exception.Message}", exception);
        }
    }
}
