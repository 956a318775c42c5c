using Kiosk.Durability;

namespace Kiosk.Testing.Durability;

/// <summary>Durable files on a disk that starts failing at a chosen operation. Records all operations.</summary>
internal sealed class FaultyFiles(IDurableFiles inner) : IDurableFiles
{
    private readonly List<string> operations = [];
    private int failing = int.MaxValue;
    private FileFault fault;

    /// <summary>All operations so far, in the form "append 00000001.seg".</summary>
    public IReadOnlyList<string> Operations => operations;

    /// <summary>Lets this many more operations succeed; all after them fail.</summary>
    public void FailAfter(int successes, FileFault with)
    {
        failing = operations.Count + successes;
        fault = with;
    }

    public IDurableFile OpenAppend(string path)
    {
        Pass("open", path);
        return new FaultyFile(this, inner.OpenAppend(path), path);
    }

    public void Truncate(string path, long length)
    {
        Pass("truncate", path);
        inner.Truncate(path, length);
    }

    public void Replace(string path, ReadOnlySpan<byte> content)
    {
        Pass("replace", path);
        inner.Replace(path, content);
    }

    public void Sync(string path)
    {
        Pass("sync", path);
        inner.Sync(path);
    }

    public void SyncFolder(string path)
    {
        Pass("sync-folder", path);
        inner.SyncFolder(path);
    }

    private bool Fails(string operation, string path)
    {
        operations.Add($"{operation} {Path.GetFileName(path)}");
        return operations.Count > failing;
    }

    private void Pass(string operation, string path)
    {
        if (Fails(operation, path))
        {
            throw Failure(operation, path);
        }
    }

    private static IOException Failure(string operation, string path) => new($"{operation} of {path} was made to fail.");

    private sealed class FaultyFile(FaultyFiles owner, IDurableFile inner, string path) : IDurableFile
    {
        public long Length => inner.Length;

        public void Append(ReadOnlySpan<byte> bytes)
        {
            if (!owner.Fails("append", path))
            {
                inner.Append(bytes);
                return;
            }

            var arriving = owner.fault switch
            {
                FileFault.ShortWrite => bytes.Length / 2,
                FileFault.Sync => bytes.Length,
                _ => 0,
            };
            inner.Append(bytes[..arriving]);
            throw Failure("append", path);
        }

        public void Dispose() => inner.Dispose();
    }
}

/// <summary>How far a failing append gets.</summary>
internal enum FileFault
{
    /// <summary>Nothing is written.</summary>
    Write = 0,

    /// <summary>The first half is written: the disk is full.</summary>
    ShortWrite,

    /// <summary>Everything is written, but the sync fails.</summary>
    Sync,
}
