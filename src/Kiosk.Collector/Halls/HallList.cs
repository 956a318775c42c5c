using System.Security.Cryptography.X509Certificates;
using System.Text;
using Kiosk.Durability;
using Kiosk.Journal.Upload;
using Kiosk.Words;

namespace Kiosk.Collector.Halls;

/// <summary>The collectors that may pass journals on to this one, by their public keys: the file <c>halls</c> in the collector's folder, a key a line. What another process writes is in force at once. Thread-safe.</summary>
/// <param name="data">The collector's folder.</param>
internal sealed class HallList(string data, IDurableFiles files)
{
    public const string FileName = "halls";
    private const int MaxLength = 1024 * 1024;

    private readonly Lock gate = new();
    private readonly string path = Path.Combine(data, FileName);
    private List<CosignerKey> content = [];
    private DateTime written;

    /// <exception cref="HallListException">The file is damaged.</exception>
    public IReadOnlyList<CosignerKey> Current
    {
        get
        {
            lock (gate)
            {
                // Gives a date in 1601 where there is no file.
                if (File.GetLastWriteTimeUtc(path) is var now && now != written)
                {
                    (content, written) = (File.Exists(path) ? Read() : [], now);
                }

                return content;
            }
        }
    }

    /// <returns>The hall whose key a connection's certificate holds; null if it is none's.</returns>
    /// <inheritdoc cref="Current"/>
    public CosignerKey? Find(X509Certificate2? certificate) => certificate is null || Current is not { Count: > 0 } halls ? null
        : halls.FirstOrDefault(hall => hall.SubjectPublicKeyInfo.Span.SequenceEqual(certificate.PublicKey.ExportSubjectPublicKeyInfo()));

    /// <returns>False if there is a hall of that name with another key.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <inheritdoc cref="Current"/>
    public bool Add(CosignerKey hall)
    {
        if (Current.FirstOrDefault(one => one.Name == hall.Name) is { } known)
        {
            return known.ToString() == hall.ToString();
        }

        Write([.. Current, hall]);
        return true;
    }

    /// <returns>False if there is none of that name.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <inheritdoc cref="Current"/>
    public bool Remove(string name)
    {
        List<CosignerKey> rest = [.. Current.Where(hall => hall.Name != name)];
        if (rest.Count == Current.Count)
        {
            return false;
        }

        Write(rest);
        return true;
    }

    private void Write(List<CosignerKey> halls)
    {
        DurableFolder.Create(data, files);
        files.Replace(path, Encoding.UTF8.GetBytes(string.Concat(halls.Select(hall => $"{hall}\n"))));
    }

    private List<CosignerKey> Read()
    {
        var lines = Encoding.UTF8.GetString(RegularFile.Read(path, MaxLength)).Split('\n');
        var halls = new List<CosignerKey>();
        for (var index = 0; index < lines.Length; index++)
        {
            try
            {
                halls.AddRange(lines[index].Trim() is { Length: > 0 } line ? [CosignerKey.Parse(line)] : []);
            }
            catch (FormatException malformed)
            {
                throw new HallListException(new($"{path} dòng {index + 1} không phải khóa công khai của máy chủ thu thập.", $"{path} line {index + 1} is no collector's public key."), malformed);
            }
        }

        return halls;
    }
}

/// <summary>The list of halls is damaged.</summary>
internal sealed class HallListException(Phrase sentence, Exception cause) : SentenceException(sentence, cause);
