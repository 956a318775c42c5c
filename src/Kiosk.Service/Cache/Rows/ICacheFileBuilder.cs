namespace Kiosk.Service.Cache.Rows;

/// <summary>Writes one new cache file. Not safe for concurrent use.</summary>
/// <remarks>A failing disk is an <see cref="IOException"/>. A builder disposed before <see cref="Seal"/> leaves a file that nobody may open.</remarks>
internal interface ICacheFileBuilder : IDisposable
{
    /// <summary>Adds a row. Tables may be interleaved; within a table each key must be greater than the one before it (unsigned bytes).</summary>
    /// <exception cref="InvalidOperationException">The key is not greater, the table was not declared, or the file is sealed.</exception>
    void Put(string table, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value);

    /// <summary>Writes what remains and closes the file. It has not reached the disk until it is synced.</summary>
    void Seal();
}
