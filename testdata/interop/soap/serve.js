// Offers the note service with node-soap: serve.js WSDL
//
// Both ports are there, at /notes11 and /notes12: it finds the binding by the path
// that the WSDL has. It prints its port number.
const fs = require('fs')
const http = require('http')
const soap = require('soap')

const wsdl = fs.readFileSync(process.argv[2], 'utf8')

const told = []

// A declared fault, in the form that node-soap writes for the version of SOAP.
function declared (twelve, detail) {
  const reason = 'declared'
  throw twelve
    ? { Fault: { Code: { Value: 'soap:Receiver' }, Reason: { Text: reason }, Detail: detail } }
    : { Fault: { faultcode: 'soap:Server', faultstring: reason, detail } }
}

function methods (twelve) {
  return {
    Say (args) {
      if (args.text === 'unheard') {
        declared(twelve, { $xml: '<UnheardFault xmlns="urn:example:notes" after="3"><Error>nobody</Error></UnheardFault>' })
      }
      return { text: args.text + '!' }
    },
    Ask (args, callback, headers) {
      const s = headers && headers.Session
      return { text: args.text + ' ' + (s ? s.user + ' ' + s.attributes.key : 'nobody') }
    },
    Tell (args) {
      told.push(args.text)
    }
  }
}

const server = http.createServer((request, response) => response.writeHead(404).end())
server.listen(0, '127.0.0.1', () => {
  for (const [name, twelve] of [['Notes11', false], ['Notes12', true]]) {
    soap.listen(server, {
      path: '/' + name.toLowerCase(),
      xml: wsdl,
      forceSoap12Headers: twelve,
      services: { NoteService: { [name]: methods(twelve) } }
    })
  }
  console.log(server.address().port)
})
